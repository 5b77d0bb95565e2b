import type { z } from 'zod';
import type { companyInput } from '@/lib/contracts/common';
import type { DeskTarget } from '@/lib/contracts/desk';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';
import { loadTargets } from './load-targets';

/** Every ingredient and recipe an item is or can be mapped to, with what it costs today (R23). */
export async function listTargets(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<DeskTarget[]> {
  requireCompany(ctx, input.company_id, 'read');
  const today = await currentDay(ctx, input.company_id);
  return (await loadTargets(ctx.db, input.company_id, today)).map((one) => ({
    type: one.type,
    id: one.id,
    name: one.name,
    base_unit: one.baseUnit,
    is_active: one.isActive,
    cost: one.cost,
    is_workable: one.isWorkable,
  }));
}
