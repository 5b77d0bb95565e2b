import type { z } from 'zod';
import { askedDay } from '@/app/(manage)/_lib/asked-day';
import { idSchema, knownAtSchema } from '@/lib/contracts/common';
import { entryTypeSchema, type listLedgerEntriesInput } from '@/lib/contracts/ledger';

/** A moment that has been; what is still to come has no lasting answer. */
export function pastMoment(given: string | undefined): string | undefined {
  const at = knownAtSchema.safeParse(given).data;
  return at !== undefined && Date.parse(at) <= Date.now() ? at : undefined;
}

/**
 * The ledger's filters as its URL holds them. Whatever a hand-typed one holds: a filter that is none is left
 * out.
 */
export function ledgerFilter(
  companyId: string,
  query: Readonly<Record<string, string | undefined>>,
  today: string,
): z.input<typeof listLedgerEntriesInput> {
  return {
    company_id: companyId,
    ingredient_id: idSchema.safeParse(query.ingredient).data,
    storage_unit_id: idSchema.safeParse(query.storage_unit).data,
    type: entryTypeSchema.safeParse(query.type).data,
    from: askedDay(query.from, today),
    to: askedDay(query.to, today),
    transfer_log_id: idSchema.safeParse(query.transfer).data,
    batch_id: idSchema.safeParse(query.batch).data,
    known_at: pastMoment(query.known_at),
    include_reversed: query.reversed === 'true',
  };
}
