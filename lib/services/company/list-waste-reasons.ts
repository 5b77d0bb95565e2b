import type { z } from 'zod';
import { listReasons } from '@/db/queries/people';
import type { companyInput } from '@/lib/contracts/common';
import type { wasteReasonsSchema } from '@/lib/contracts/people';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

export async function listWasteReasons(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<z.infer<typeof wasteReasonsSchema>> {
  requireCompany(ctx, input.company_id, 'read');
  return { reasons: await listReasons(ctx.db, input.company_id) };
}
