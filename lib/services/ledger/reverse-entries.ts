import type { Transaction } from '@/db/client';
import {
  insertReversals,
  type NewReversal,
  type ReversalRow,
  type ReversalWrite,
} from '@/db/queries/reversals';
import { DomainError } from '@/lib/core/domain-error';

/**
 * Reverses entries, all or none (R22); which they are was read in the same transaction, so one that is not
 * there is a defect.
 */
export async function reverseEntries(
  tx: Transaction,
  write: ReversalWrite,
  reversals: readonly NewReversal[],
): Promise<ReversalRow[]> {
  const written = await insertReversals(tx, write, reversals);
  if (written.length !== reversals.length) {
    throw new DomainError('internal_error', 'an entry to reverse was not found');
  }
  return written;
}
