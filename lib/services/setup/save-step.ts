import type { z } from 'zod';
import { saveSetupStep } from '@/db/queries/people';
import type { okSchema } from '@/lib/contracts/common';
import { saveSetupStepInput } from '@/lib/contracts/setup';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

/**
 * Where the company stopped in the wizard. A bookmark, not a fact about the company: it leaves no audit row.
 */
export async function saveStep(
  ctx: ServiceContext,
  raw: z.input<typeof saveSetupStepInput>,
): Promise<z.infer<typeof okSchema>> {
  requireCompany(ctx, raw.company_id, 'manage');
  const input = saveSetupStepInput.parse(raw);
  await saveSetupStep(ctx.db, input.company_id, input.step);
  return { ok: true };
}
