import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { lightspeedLocations } from '@/db/schema/lightspeed';
import type { companyInput } from '@/lib/contracts/common';
import { businessDayAt } from '@/lib/core/business-day';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

/**
 * The running business day (R33): where the company's locations have different ones, the latest, so that
 * "from now on" reaches no past day.
 */
export async function getToday(ctx: ServiceContext, input: z.infer<typeof companyInput>): Promise<string> {
  requireCompany(ctx, input.company_id, 'read');
  const l = lightspeedLocations;
  const rows = await ctx.db
    .select({ zone: l.timezone, startOfDayMinutes: l.startOfDayMinutes })
    .from(l)
    .where(eq(l.companyId, input.company_id));
  const now = ctx.clock.now();
  const days = rows.map((rule) => businessDayAt(now, rule)).sort();
  return days.at(-1) ?? now.toISOString().slice(0, 10);
}
