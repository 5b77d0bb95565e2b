import { addDays } from '@/lib/core/business-day';
import { currentDay } from '@/lib/services/company/current-day';
import type { ServiceContext } from '@/lib/services/context';
import { runTransfer } from '@/lib/services/transfer/run-transfer';

/** More than the closed days in a row of any simulated restaurant. */
const MOST_CLOSED = 10;

/**
 * Transfers a location's newest `count` days on which it sold something, newest first, and not newer than
 * `atLeast` days ago: a restaurant closes on Mondays and at Christmas, and a test must hold on any day.
 */
export async function transferDaysWithSales(
  ctx: ServiceContext,
  locationId: string,
  options: { companyId: string; count: number; atLeast: number },
): Promise<{ date: string; logId: string; ledgerIds: string[] }[]> {
  const today = await currentDay(ctx, options.companyId);
  const found = [];
  for (let ago = options.atLeast; found.length < options.count; ago++) {
    if (ago > options.atLeast + options.count + MOST_CLOSED) throw new Error('the restaurant sells nothing');
    const date = addDays(today, -ago);
    const result = await runTransfer(ctx, { id: locationId, date, force_refresh: true });
    if (result.no_data) continue;
    found.push({ date, logId: result.log_id, ledgerIds: result.ledger_ids });
  }
  return found;
}
