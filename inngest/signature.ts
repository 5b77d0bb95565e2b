import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** How long a signature counts, in seconds, as in the SDK. */
const VALID_S = 300;

/** A key's own part: what stands before it says of which environment it is. */
const bare = (key: string) => key.replace(/^signkey-\w+-/, '');

/**
 * What a caller of an Inngest server's API names itself by, after `Bearer`: the key's bytes hashed, its
 * prefix kept.
 */
export function hashSigningKey(key: string): string {
  const prefix = /^signkey-\w+-/.exec(key)?.[0] ?? '';
  return (
    prefix +
    createHash('sha256')
      .update(Buffer.from(bare(key), 'hex'))
      .digest('hex')
  );
}

/** JSON in the one form that is signed (RFC 8785): keys in order, no blanks. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one) => canonicalJson(one ?? null)).join(',')}]`;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`)
    .join(',')}}`;
}

const digest = (key: string, text: string, seconds: string) =>
  createHmac('sha256', bare(key)).update(text).update(seconds).digest('hex');

/**
 * The header `x-inngest-signature` of a request or an answer with this text; JSON of a request must be
 * canonical.
 */
export function sign(key: string, text: string, at: number = Date.now()): string {
  const seconds = String(Math.floor(at / 1000));
  return `t=${seconds}&s=${digest(key, text, seconds)}`;
}

/** The parts of a well-formed signature that has not expired, not yet verified; null otherwise. */
export function readSignature(header: string | null | undefined): { seconds: string; digest: string } | null {
  const match = /^t=(\d{1,12})&s=([0-9a-f]{64})$/.exec(header ?? '');
  if (!match || Math.abs(Date.now() / 1000 - Number(match[1])) > VALID_S) return null;
  return { seconds: match[1] as string, digest: match[2] as string };
}

/** True when one of the keys signed this text in the last minutes. */
export function isSigned(keys: readonly string[], header: string | null | undefined, text: string): boolean {
  const signature = readSignature(header);
  if (!signature) return false;
  // All keys are tried: the duration does not depend on which one fits.
  return keys.map((key) => isEqual(digest(key, text, signature.seconds), signature.digest)).some(Boolean);
}

/** Compares secrets in constant time. */
export function isEqual(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
