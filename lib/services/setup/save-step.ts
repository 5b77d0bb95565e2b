import type { z } from 'zod';
import { hasSalesEntries, saveSetupProgress } from '@/db/queries/setup';
import type { okSchema } from '@/lib/contracts/common';
import { saveSetupStepInput } from '@/lib/contracts/setup';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

/**
 * Where the company stopped in the setup. A bookmark, not a fact about the company: it leaves no audit row.
 * Who opens the ledger while it has sales has looked at it.
 */
export async function saveStep(
  ctx: ServiceContext,
  raw: z.input<typeof saveSetupStepInput>,
): Promise<z.infer<typeof okSchema>> {
  requireCompany(ctx, raw.company_id, 'manage');
  const { company_id, step, opened } = saveSetupStepInput.parse(raw);
  const isSeen = opened && step === 'check_ledger' && (await hasSalesEntries(ctx.db, company_id));
  await saveSetupProgress(ctx.db, company_id, { step, ledgerSeenAt: isSeen ? ctx.clock.now() : null });
  return { ok: true };
}
