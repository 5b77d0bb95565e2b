import { env } from '@/lib/platform/env';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Where our own pages are opened: APP_URL; on this very machine under each of its names, with the same port.
 */
export function isOwnOrigin(origin: string): boolean {
  const own = new URL(env().APP_URL);
  if (origin === own.origin) return true;
  if (!LOOPBACK.includes(own.hostname) || !URL.canParse(origin)) return false;
  const other = new URL(origin);
  return (
    LOOPBACK.includes(other.hostname) &&
    other.protocol === own.protocol &&
    other.port === own.port &&
    other.origin === origin
  );
}
