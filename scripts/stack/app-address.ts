import { FriendlyError } from './friendly-error';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Passwords and sessions must not cross a network in the clear: `npm start` takes an https APP_URL, or one of
 * this very machine, or http where ALLOW_HTTP=1 says that it is meant. What is to be said about it; null for
 * https.
 */
export function appAddressNote(given: Record<string, string | undefined>): string | null {
  const { APP_URL, ALLOW_HTTP } = given;
  if (!APP_URL) {
    return 'APP_URL is not set: Bestellfix can be used on this machine only. Set it to the https address people open.';
  }
  if (!URL.canParse(APP_URL)) throw new FriendlyError(`APP_URL=${APP_URL} is not an address.`);
  const { protocol, hostname } = new URL(APP_URL);
  if (protocol === 'https:') return null;
  if (LOOPBACK.test(hostname)) return `APP_URL is ${APP_URL}: Bestellfix can be used on this machine only.`;
  if (ALLOW_HTTP === '1') {
    return `WARNING: APP_URL is ${APP_URL}, without TLS: passwords and sessions cross the network readable for everybody on the way.`;
  }
  throw new FriendlyError(
    `APP_URL is ${APP_URL}: over http, passwords and sessions cross the network in the clear. Put a proxy with TLS in front and name its https address, or set ALLOW_HTTP=1 where the network is yours alone.`,
  );
}
