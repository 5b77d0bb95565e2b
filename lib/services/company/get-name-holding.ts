import type { z } from 'zod';
import { findHoldsNames } from '@/db/queries/people';
import type { companyInput } from '@/lib/contracts/common';
import type { nameHoldingSchema } from '@/lib/contracts/held-names';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

/** Whether what is sold under a name that no mapping was made for waits for a person (R38). */
export async function getNameHolding(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<z.infer<typeof nameHoldingSchema>> {
  requireCompany(ctx, input.company_id, 'read');
  return { holds_names: (await findHoldsNames(ctx.db, input.company_id)) ?? true };
}
