import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '@/lib/core/domain-error';
import { createQueue } from './queue';

// OWASP's argon2id setting for 19 MiB; the parameters travel in the hash.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes at once in a process, and how many more may wait: a second or two of them. */
const AT_ONCE = 2;
const WAITING = 40;

// On globalThis: Next bundles routes apart, and a process has one processor to spare.
const holder = globalThis as typeof globalThis & { bestellfixHashes?: ReturnType<typeof createQueue> };

/** Throws rate_limited when too many wait already: others shall be served meanwhile (R2). */
function inQueue<T>(work: () => Promise<T>): Promise<T> {
  holder.bestellfixHashes ??= createQueue({ atOnce: AT_ONCE, waiting: WAITING });
  const result = holder.bestellfixHashes(work);
  if (!result) throw new DomainError('rate_limited', 'too many passwords at once', { retry_after: 2 });
  return result;
}

export const hashPassword = async (password: string): Promise<string> =>
  inQueue(() => hash(password, OPTIONS));

/** In place of a hash, for who has not chosen a password yet: none fits it. */
export const NO_PASSWORD = 'none';

let decoy: Promise<string> | undefined;

/** Without a hash it works as long as with one, so that time does not tell which addresses exist. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  // Not by the queue: made once a process, and a refusal would be kept.
  decoy ??= hash('no person has this password', OPTIONS);
  const hasOne = passwordHash !== null && passwordHash !== NO_PASSWORD;
  const against = hasOne ? passwordHash : await decoy;
  const matches = await inQueue(() => verify(against, password));
  return hasOne && matches;
}
