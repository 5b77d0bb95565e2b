import { fillBucket, giveBackToBucket } from '@/db/queries/limits';
import type { ServiceContext } from '../context';
import type { Taken } from './take-limits';

/**
 * After a success: who knows the password has not guessed. What strangers used up of the account, and what
 * its source asked for, stays used.
 */
export async function giveBack(ctx: ServiceContext, taken: Taken): Promise<void> {
  for (const key of taken.own) await fillBucket(ctx.db, key);
  if (taken.account !== null) await giveBackToBucket(ctx.db, taken.account);
}
