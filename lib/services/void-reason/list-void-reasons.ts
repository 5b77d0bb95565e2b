import type { z } from 'zod';
import { listVoidedSales, listVoidReasonVersions, type VoidedSales } from '@/db/queries/void-reasons';
import { listVoidReasonsInput, type VoidReason, type voidReasonsSchema } from '@/lib/contracts/void-reasons';
import { addDays } from '@/lib/core/business-day';
import { groupBy } from '@/lib/core/group-by';
import { add, exact, roundHalfEven, ZERO } from '@/lib/core/quantity';
import { reasonKey } from '@/lib/core/reason-key';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';

/**
 * Void and refund reasons that tills sent in the last days, and those said beforehand, with what becomes of
 * their goods (R16); the most frequent first. What nobody said nets out.
 */
export async function listVoidReasons(
  ctx: ServiceContext,
  raw: z.input<typeof listVoidReasonsInput>,
): Promise<z.infer<typeof voidReasonsSchema>> {
  requireCompany(ctx, raw.company_id, 'read');
  const { company_id: companyId, days } = listVoidReasonsInput.parse(raw);
  const from = addDays(await currentDay(ctx, companyId), -days);
  const seen = groupBy(await listVoidedSales(ctx.db, companyId, from), ({ reason }) => reasonKey(reason));
  const versions = await listVoidReasonVersions(ctx.db, companyId);
  const said = new Map(versions.flatMap((one) => (one.isCurrent ? [[one.key, one] as const] : [])));
  const keys = new Set([...seen.keys(), ...said.keys()]);
  const data = [...keys].flatMap((key): VoidReason[] => {
    const spellings = (seen.get(key) ?? []).toSorted((a, b) => b.lines - a.lines);
    const version = said.get(key);
    const outcome = version?.outcome ?? 'returned';
    const reason = version?.reason ?? spellings[0]?.reason.trim() ?? '';
    // What was never seen and says nothing but what counts anyway is over.
    if (reason === '' || (spellings.length === 0 && outcome === 'returned')) return [];
    return [
      {
        reason,
        outcome,
        is_said: version !== undefined,
        effective_from: version?.effectiveFrom ?? null,
        ...sumOf(spellings),
      },
    ];
  });
  return { from, data: data.sort((a, b) => b.lines - a.lines || (a.reason < b.reason ? -1 : 1)) };
}

function sumOf(spellings: readonly VoidedSales[]) {
  const total = (field: 'quantity' | 'netValue') =>
    roundHalfEven(spellings.reduce((sum, one) => add(sum, exact(one[field])), ZERO));
  return {
    lines: spellings.reduce((sum, { lines }) => sum + lines, 0),
    quantity: total('quantity'),
    net_value: total('netValue'),
    last_seen:
      spellings
        .map(({ lastDay }) => lastDay)
        .sort()
        .at(-1) ?? null,
  };
}
