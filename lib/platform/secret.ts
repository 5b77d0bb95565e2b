import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, for a cookie or a link. */
export const makeSecret = (): string => randomBytes(32).toString('base64url');

/** As what a secret of many random bits, or a name that shall not be read, is kept. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');
