import type { z } from 'zod';
import { saveSetupStep } from '@/db/queries/people';
import type { okSchema } from '@/lib/contracts/common';
import type { saveSetupStepInput } from '@/lib/contracts/setup';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

/**
 * Where the company stopped in the wizard. A bookmark, not a fact about the company: it leaves no audit row.
 */
export async function saveStep(
  ctx: ServiceContext,
  input: z.infer<typeof saveSetupStepInput>,
): Promise<z.infer<typeof okSchema>> {
  requireCompany(ctx, input.company_id, 'manage');
  await saveSetupStep(ctx.db, input.company_id, input.step);
  return { ok: true };
}
