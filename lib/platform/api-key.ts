import { createHash, randomBytes } from 'node:crypto';

export const hashApiKey = (key: string) => createHash('sha256').update(key).digest('hex');

/** `bfx_<prefix>_<secret>`: the prefix lets a person recognise a key, the secret is 256 random bits. */
export function makeApiKey(): { key: string; prefix: string; keyHash: string } {
  const prefix = `bfx_${randomBytes(4).toString('hex')}`;
  const key = `${prefix}_${randomBytes(32).toString('base64url')}`;
  return { key, prefix, keyHash: hashApiKey(key) };
}
