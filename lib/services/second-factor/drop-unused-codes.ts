import type { Transaction } from '@/db/client';
import { findHasSecondFactor, replaceRecoveryCodes } from '@/db/queries/second-factor';

/** With the last second factor go its recovery codes: they recover nothing any more. */
export async function dropUnusedCodes(tx: Transaction, userId: string, now: Date): Promise<void> {
  if (!(await findHasSecondFactor(tx, userId))) await replaceRecoveryCodes(tx, { userId, hashes: [], now });
}
