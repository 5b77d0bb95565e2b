import type { z } from 'zod';
import { countLiveApiKeys, findApiKey, insertApiKey, lockCompany } from '@/db/queries/people';
import { createApiKeyInput, type createdApiKeySchema } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import { makeApiKey } from '@/lib/platform/api-key';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { requireRoom } from '../limits/require-room';
import { toApiKey } from './to-api-key';

/**
 * A key bound to the company, a role, scopes and perhaps an end (R2); only a person makes one, and it never
 * reaches further than that person does at the time of use. This answer is the only one that ever carries the
 * key itself. Throws person_required | forbidden |
 * validation_failed (an end in the past) | quota_reached.
 */
export async function createApiKey(
  ctx: ServiceContext,
  raw: z.input<typeof createApiKeyInput>,
): Promise<z.infer<typeof createdApiKeySchema>> {
  requireCompany(ctx, raw.company_id, 'people');
  const input = createApiKeyInput.parse(raw);
  const companyId = input.company_id;
  const now = ctx.clock.now();
  if (input.expires_at !== null && new Date(input.expires_at) <= now) {
    const details = { field: 'expires_at' };
    throw new DomainError('validation_failed', 'expires_at: lies in the past', details);
  }
  const { key, prefix, keyHash } = makeApiKey();
  return ctx.db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    requireRoom('api_keys', await countLiveApiKeys(tx, companyId, now));
    const id = await insertApiKey(tx, {
      companyId,
      createdBy: ctx.actor.kind === 'user' ? ctx.actor.userId : null,
      name: input.name,
      role: input.role,
      scopes: input.scopes,
      expiresAt: input.expires_at === null ? null : new Date(input.expires_at),
      prefix,
      keyHash,
    });
    await writeAudit(tx, ctx, {
      companyId,
      action: 'api_key.create',
      subjectType: 'api_key',
      subjectId: id,
      details: {
        name: input.name,
        role: input.role,
        scopes: input.scopes,
        expires_at: input.expires_at,
        prefix,
      },
    });
    const row = await findApiKey(tx, companyId, id);
    if (!row) throw new DomainError('internal_error', 'the API key just created is missing');
    return { ...toApiKey(row, now), api_key: key };
  });
}
