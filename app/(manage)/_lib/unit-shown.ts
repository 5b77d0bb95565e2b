import { idSchema } from '@/lib/contracts/common';
import { DomainError } from '@/lib/core/domain-error';
import { STOCK_KEEPER } from '@/lib/services/own-units';

/** Whether the reader sees own storage units alone (R53). */
export const isKept = ({ role }: { role: string }) => role === STOCK_KEEPER;

/**
 * The storage unit a page is narrowed to, by its address; undefined: all. A stock keeper sees one at a time,
 * the first unless another is asked for; `none`: there is none to see.
 */
export function unitShown(
  company: { role: string },
  asked: string | undefined,
  units: readonly { storage_unit_id: string }[],
): string | undefined {
  const named = idSchema.safeParse(asked).data;
  return isKept(company) ? (named ?? units[0]?.storage_unit_id ?? 'none') : named;
}

/** For a page of the whole company whose services serve stock keepers too. Throws forbidden. */
export function refuseKept(company: { role: string }): void {
  if (isKept(company)) throw new DomainError('forbidden');
}
