import type { z } from 'zod';
import { createLedgerEntriesInput, type LedgerWriteResult } from '@/lib/contracts/ledger';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { enterBatch } from './create-ledger-batch';

/**
 * A batch of one line, in the shape of one entry: a receipt, waste, a stock count or a transfer between units
 * (R22). Throws ingredient_not_found | storage_unit_not_found | unit_mismatch | period_locked.
 */
export async function createLedgerEntries(
  ctx: ServiceContext,
  raw: z.input<typeof createLedgerEntriesInput>,
): Promise<LedgerWriteResult> {
  requireCompany(ctx, raw.company_id, 'enter');
  const input = createLedgerEntriesInput.parse(raw);
  const { company_id, type, date, storage_unit_id, to_storage_unit_id, counted_at, if_locked, ...line } =
    input;
  const batch = { company_id, type, date, storage_unit_id, to_storage_unit_id, counted_at, if_locked };
  return enterBatch(ctx, { ...batch, lines: [line] });
}
