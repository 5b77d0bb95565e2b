import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { TokenVault } from '@/lib/ports';

const VERSION = 'v1';

/**
 * AES-256-GCM over `v1.<keyId>.<iv>.<tag>.<data>` (base64url), context as associated data (R6).
 * `keys` is `id:base64key[,…]`: the first writes, all of them read. Errors never carry the value.
 */
export function createVault(keys: string): TokenVault {
  const ring = new Map<string, Buffer>();
  for (const entry of keys.split(',')) {
    const colon = entry.indexOf(':');
    const key = Buffer.from(entry.slice(colon + 1), 'base64');
    if (colon < 1 || key.length !== 32)
      throw new Error('TOKEN_ENCRYPTION_KEYS: each key is id:base64 of 32 bytes');
    ring.set(entry.slice(0, colon).trim(), key);
  }
  const first = ring.entries().next().value;
  if (!first) throw new Error('TOKEN_ENCRYPTION_KEYS is empty');
  const [writeId, writeKey] = first;

  return {
    seal(plaintext, context) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', writeKey, iv).setAAD(Buffer.from(context));
      const data = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
      const parts = [iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url'));
      return [VERSION, writeId, ...parts].join('.');
    },
    open(sealed, context) {
      const [version, keyId = '', iv = '', tag = '', data = '', ...rest] = sealed.split('.');
      if (version !== VERSION || rest.length > 0) throw new Error('sealed value has an unknown format');
      const key = ring.get(keyId);
      if (!key) throw new Error('sealed value names a key that is not in TOKEN_ENCRYPTION_KEYS');
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), {
        authTagLength: 16,
      })
        .setAAD(Buffer.from(context))
        .setAuthTag(Buffer.from(tag, 'base64url'));
      return decipher.update(Buffer.from(data, 'base64url'), undefined, 'utf8') + decipher.final('utf8');
    },
    needsResealing: (sealed) => sealed.split('.')[1] !== writeId,
  };
}
