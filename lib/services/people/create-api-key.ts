import type { z } from 'zod';
import { insertApiKey } from '@/db/queries/people';
import { makeApiKey } from '@/lib/auth/api-key';
import { createApiKeyInput, type createdApiKeySchema } from '@/lib/contracts/people';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { toApiKey } from './to-api-key';

/** A key bound to the company and a role (R2). This answer is the only one that ever carries the key itself. */
export async function createApiKey(
  ctx: ServiceContext,
  raw: z.input<typeof createApiKeyInput>,
): Promise<z.infer<typeof createdApiKeySchema>> {
  requireCompany(ctx, raw.company_id, 'administer');
  const input = createApiKeyInput.parse(raw);
  const companyId = input.company_id;
  const { key, prefix, keyHash } = makeApiKey();
  return ctx.db.transaction(async (tx) => {
    const row = await insertApiKey(tx, {
      companyId,
      createdBy: ctx.actor.kind === 'user' ? ctx.actor.userId : null,
      name: input.name,
      role: input.role,
      prefix,
      keyHash,
    });
    await writeAudit(tx, ctx, {
      companyId,
      action: 'api_key.create',
      subjectType: 'api_key',
      subjectId: row.id,
      details: { name: input.name, role: input.role, prefix },
    });
    return { ...toApiKey(row), api_key: key };
  });
}
