import { createHash, timingSafeEqual } from 'node:crypto';

const hash = (text: string) => createHash('sha256').update(text).digest();
const LOOPBACK = /^(::ffff:)?127(\.\d+){3}$|^::1$/;

/**
 * Whether the figures of the installation are shown to this caller: whoever has METRICS_TOKEN, or, where none
 * is set, a caller on this machine that no proxy stands before.
 */
export function mayScrape(headers: Headers, token: string | undefined): boolean {
  if (token !== undefined) {
    const given = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1];
    return given !== undefined && timingSafeEqual(hash(given), hash(token));
  }
  // The peer itself stands there last (append-peer.ts); anything before it came through somebody.
  const heard = headers.get('x-forwarded-for')?.trim() ?? '';
  return LOOPBACK.test(heard) && !headers.has('forwarded') && !headers.has('via');
}
