import type { z } from 'zod';
import { type Coverage, coverageInput } from '@/lib/contracts/mappings';
import { addDays } from '@/lib/core/business-day';
import { requireThing } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';
import { loadDecided } from './combo-sales';
import { loadItemSales } from './load-item-sales';
import { loadTargets } from './load-targets';
import { sumCoverage } from './sum-coverage';

/** How much of what was sold in the last days is decided, and how much of it reaches stock (R43). */
export async function getCoverage(
  ctx: ServiceContext,
  raw: z.input<typeof coverageInput>,
): Promise<Coverage> {
  const companyId = await requireThing(ctx, 'integration', raw, 'read');
  const { id, days } = coverageInput.parse(raw);
  const today = await currentDay(ctx, companyId);
  const from = addDays(today, -days);
  const [sales, targets] = await Promise.all([
    loadItemSales(ctx.db, companyId, id, from),
    loadTargets(ctx.db, companyId, today),
  ]);
  const decidedOn = await loadDecided(ctx.db, companyId, { targets, sales });
  return sumCoverage({ from, sales, decidedOn });
}
