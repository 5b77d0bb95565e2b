import type { z } from 'zod';
import { listAttempts, renewDelivery } from '@/db/queries/webhook-deliveries';
import { findWebhook } from '@/db/queries/webhooks';
import type { thingInput } from '@/lib/contracts/common';
import type { WebhookDelivery } from '@/lib/contracts/webhooks';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import { actorName, type ServiceContext } from '../context';
import { takeLimits } from '../limits/take-limits';
import { dispatchWebhooks } from './dispatch-webhooks';
import { toDelivery } from './to-webhook';
import { GIVE_UP_MS } from './webhook-times';

/**
 * Sends a delivery that has ended once more, under its id and with its body. Throws webhook_is_off |
 * webhook_in_progress (it is on its way) | too_many_attempts.
 */
export async function replayDelivery(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<WebhookDelivery> {
  const companyId = await requireThing(ctx, 'webhook_delivery', input, 'manage');
  await takeLimits(ctx, 'webhook', actorName(ctx.actor));
  const now = ctx.clock.now();
  const row = await ctx.db.transaction(async (tx) => {
    const giveUpAt = new Date(now.getTime() + GIVE_UP_MS);
    const renewed = await renewDelivery(tx, companyId, input.id, { nextTryAt: now, giveUpAt });
    if (!renewed) throw new DomainError('webhook_in_progress');
    const webhook = await findWebhook(tx, companyId, renewed.webhookId);
    if (webhook?.offAt !== null) throw new DomainError('webhook_is_off');
    await writeAudit(tx, ctx, {
      ...{ companyId, action: 'webhook.replay', subjectType: 'webhook', subjectId: renewed.webhookId },
      details: { delivery_id: input.id },
    });
    return renewed;
  });
  await dispatchWebhooks(ctx, [row.id]);
  return toDelivery(row, await listAttempts(ctx.db, companyId, [row.id]));
}
