import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's defaults (R2). */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** False also for a hash that cannot be read: never an error that tells one account from another. */
export async function isPassword(passwordHash: string, password: string): Promise<boolean> {
  try {
    return await verify(passwordHash, password);
  } catch {
    return false;
  }
}
