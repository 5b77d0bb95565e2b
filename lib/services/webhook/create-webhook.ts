import { v7 } from 'uuid';
import type { z } from 'zod';
import { lockCompany } from '@/db/queries/people';
import { findWebhook, insertWebhook, listWebhookRows } from '@/db/queries/webhooks';
import { createWebhookInput, type Webhook } from '@/lib/contracts/webhooks';
import { DomainError } from '@/lib/core/domain-error';
import { makeWebhookSecret } from '@/lib/platform/webhook-signature';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { requireRoom } from '../limits/require-room';
import { requireAddress } from './require-address';
import { sealSecret } from './sealed-secret';
import { hostOf, toWebhook } from './to-webhook';

/**
 * Has notices of some kinds, found from now on, sent to an address (R52). This answer is the only one with
 * the secret that signs them. Throws webhook_address_refused | quota_reached.
 */
export async function createWebhook(
  ctx: ServiceContext,
  raw: z.input<typeof createWebhookInput>,
): Promise<Webhook & { secret: string }> {
  requireCompany(ctx, raw.company_id, 'manage');
  const { company_id: companyId, url, kinds } = createWebhookInput.parse(raw);
  requireAddress(ctx, url);
  const [id, secret, now] = [v7(), makeWebhookSecret(), ctx.clock.now()];
  return ctx.db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    requireRoom('webhooks', (await listWebhookRows(tx, companyId)).length);
    await insertWebhook(tx, {
      ...{ id, companyId, url, kinds, onSince: now, createdAt: now },
      secret: sealSecret(ctx.vault, id, secret),
      createdBy: actorName(ctx.actor),
    });
    await writeAudit(tx, ctx, {
      ...{ companyId, action: 'webhook.create', subjectType: 'webhook', subjectId: id },
      details: { host: hostOf(url), kinds },
    });
    const row = await findWebhook(tx, companyId, id);
    if (!row) throw new DomainError('internal_error', 'the webhook just made is missing');
    return { ...toWebhook(row, now), secret };
  });
}
