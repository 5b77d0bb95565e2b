import type { z } from 'zod';
import { findWebhook, updateWebhookRow } from '@/db/queries/webhooks';
import type { thingInput } from '@/lib/contracts/common';
import type { Webhook } from '@/lib/contracts/webhooks';
import { DomainError } from '@/lib/core/domain-error';
import { makeWebhookSecret } from '@/lib/platform/webhook-signature';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { sealSecret } from './sealed-secret';
import { toWebhook } from './to-webhook';
import { OVERLAP_MS } from './webhook-times';

/** A new secret, shown once; for a day the one before signs too, so that receivers have time to change. */
export async function rotateWebhookSecret(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<Webhook & { secret: string }> {
  const companyId = await requireThing(ctx, 'webhook', input, 'manage');
  const [secret, now] = [makeWebhookSecret(), ctx.clock.now()];
  return ctx.db.transaction(async (tx) => {
    const before = await findWebhook(tx, companyId, input.id);
    const row =
      before &&
      (await updateWebhookRow(tx, companyId, input.id, {
        secret: sealSecret(ctx.vault, input.id, secret),
        previousSecret: before.secret,
        previousUntil: new Date(now.getTime() + OVERLAP_MS),
      }));
    if (!row) throw new DomainError('not_found', 'no such webhook', { thing: 'webhook' });
    await writeAudit(tx, ctx, {
      ...{ companyId, action: 'webhook.rotate_secret', subjectType: 'webhook', subjectId: input.id },
    });
    return { ...toWebhook(row, now), secret };
  });
}
