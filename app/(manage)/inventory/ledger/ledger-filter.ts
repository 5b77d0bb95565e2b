import type { z } from 'zod';
import { daySchema, idSchema } from '@/lib/contracts/common';
import { entryTypeSchema, type listLedgerEntriesInput } from '@/lib/contracts/inventory';

/** The ledger's filters as its URL holds them. Whatever a hand-typed one holds: a filter that is none is left out. */
export function ledgerFilter(
  companyId: string,
  query: Readonly<Record<string, string | undefined>>,
): z.input<typeof listLedgerEntriesInput> {
  return {
    company_id: companyId,
    ingredient_id: idSchema.safeParse(query.ingredient).data,
    storage_unit_id: idSchema.safeParse(query.storage_unit).data,
    type: entryTypeSchema.safeParse(query.type).data,
    from: daySchema.safeParse(query.from).data,
    to: daySchema.safeParse(query.to).data,
    transfer_log_id: idSchema.safeParse(query.transfer).data,
    batch_id: idSchema.safeParse(query.batch).data,
    include_reversed: query.reversed === 'true',
  };
}
