import { v7 } from 'uuid';
import type { z } from 'zod';
import { findCompanyName } from '@/db/queries/people';
import { findDelivery, insertDeliveries } from '@/db/queries/webhook-deliveries';
import type { thingInput } from '@/lib/contracts/common';
import type { WebhookDelivery } from '@/lib/contracts/webhooks';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { takeLimits } from '../limits/take-limits';
import { dispatchWebhooks } from './dispatch-webhooks';
import { toDelivery } from './to-webhook';

/** Sends a delivery that says nothing, once, also while the webhook is off. Throws too_many_attempts. */
export async function testWebhook(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<WebhookDelivery> {
  const companyId = await requireThing(ctx, 'webhook', input, 'manage');
  await takeLimits(ctx, 'webhook', actorName(ctx.actor));
  const [id, now] = [v7(), ctx.clock.now()];
  const row = await ctx.db.transaction(async (tx) => {
    const company = { id: companyId, name: (await findCompanyName(tx, companyId)) ?? '' };
    await insertDeliveries(tx, [
      {
        ...{ id, companyId, webhookId: input.id, kind: 'test' },
        body: JSON.stringify({ id, type: 'test', created_at: now.toISOString(), company }),
        ...{ nextTryAt: now, giveUpAt: now, createdAt: now },
      },
    ]);
    await writeAudit(tx, ctx, {
      ...{ companyId, action: 'webhook.test', subjectType: 'webhook', subjectId: input.id },
    });
    return findDelivery(tx, companyId, id);
  });
  if (!row) throw new DomainError('internal_error', 'the delivery just made is missing');
  await dispatchWebhooks(ctx, [id]);
  return toDelivery(row, []);
}
