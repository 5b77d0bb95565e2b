import type { z } from 'zod';
import { findIntegration, updateIntegration } from '@/db/queries/integrations';
import { type Integration, renameIntegrationInput } from '@/lib/contracts/lightspeed';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { toIntegration } from './to-integration';

export async function renameIntegration(
  ctx: ServiceContext,
  raw: z.input<typeof renameIntegrationInput>,
): Promise<Integration> {
  const companyId = await requireThing(ctx, 'integration', raw, 'manage');
  const input = renameIntegrationInput.parse(raw);
  return ctx.db.transaction(async (tx) => {
    const before = await findIntegration(tx, companyId, input.id);
    const row = await updateIntegration(tx, companyId, input.id, { name: input.name });
    if (!row) throw new DomainError('not_found', 'no such integration', { thing: 'integration' });
    await writeAudit(tx, ctx, {
      companyId,
      action: 'integration.rename',
      subjectType: 'integration',
      subjectId: input.id,
      before: { name: before?.name ?? null },
      after: { name: input.name },
    });
    return toIntegration(row);
  });
}
