import type { z } from 'zod';
import { listAccountingGroups, listPackagingVersions, listWaysSold } from '@/db/queries/packaging';
import type { companyInput } from '@/lib/contracts/common';
import type { packagingListSchema } from '@/lib/contracts/packaging';
import { addDays } from '@/lib/core/business-day';
import { canonical } from '@/lib/core/quantity';
import { requireCompany } from '../access';
import { currentDay } from '../company/current-day';
import type { ServiceContext } from '../context';

const DAYS = 30;

/** What goes along when sales leave the house (R40), and the groups that were sold both ways without it. */
export async function listPackaging(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<z.infer<typeof packagingListSchema>> {
  const { company_id: companyId } = input;
  requireCompany(ctx, companyId, 'read');
  const from = addDays(await currentDay(ctx, companyId), -DAYS);
  const said = (await listPackagingVersions(ctx.db, companyId)).filter(
    ({ isCurrent, isWithdrawn }) => isCurrent && !isWithdrawn,
  );
  const ways = await listWaysSold(ctx.db, companyId, from);
  const known = new Set(said.map(({ accountingGroup }) => accountingGroup));
  return {
    data: said.map((one) => ({
      item_id: one.itemId,
      item_name: one.itemName,
      accounting_group: one.accountingGroup,
      version: one.version,
      effective_from: one.effectiveFrom,
      rules: one.rules.map((rule) => ({
        id: rule.id,
        ingredient_id: rule.ingredientId,
        ingredient_name: rule.ingredientName,
        quantity: canonical(rule.quantity),
        unit: rule.unit ?? rule.baseUnit,
      })),
    })),
    suggested: ways
      .filter(({ accountingGroup }) => !known.has(accountingGroup))
      .map((one) => ({
        accounting_group: one.accountingGroup,
        take_away_lines: one.takeAwayLines,
        dine_in_lines: one.dineInLines,
      })),
    accounting_groups: await listAccountingGroups(ctx.db, companyId),
  };
}
