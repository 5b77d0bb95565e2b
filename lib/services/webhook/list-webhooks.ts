import type { z } from 'zod';
import { findWebhook, listWebhookRows } from '@/db/queries/webhooks';
import type { companyInput, thingInput } from '@/lib/contracts/common';
import type { Webhook, webhooksSchema } from '@/lib/contracts/webhooks';
import { DomainError } from '@/lib/core/domain-error';
import { requireCompany, requireThing } from '../access';
import type { ServiceContext } from '../context';
import { toWebhook } from './to-webhook';

/**
 * Where the company's notices are sent (R52), the oldest first; an address may hold a secret, so managers
 * only.
 */
export async function listWebhooks(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<z.infer<typeof webhooksSchema>> {
  requireCompany(ctx, input.company_id, 'manage');
  const rows = await listWebhookRows(ctx.db, input.company_id);
  return { data: rows.map((row) => toWebhook(row, ctx.clock.now())) };
}

export async function getWebhook(ctx: ServiceContext, input: z.infer<typeof thingInput>): Promise<Webhook> {
  const companyId = await requireThing(ctx, 'webhook', input, 'manage');
  const row = await findWebhook(ctx.db, companyId, input.id);
  if (!row) throw new DomainError('not_found', 'no such webhook', { thing: 'webhook' });
  return toWebhook(row, ctx.clock.now());
}
