import type { z } from 'zod';
import { endWaiting } from '@/db/queries/webhook-deliveries';
import { findWebhook, updateWebhookRow, type WebhookRow } from '@/db/queries/webhooks';
import { updateWebhookInput, type Webhook } from '@/lib/contracts/webhooks';
import { DomainError } from '@/lib/core/domain-error';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { requireAddress } from './require-address';
import { hostOf, toWebhook } from './to-webhook';

/**
 * What is left out stays. Switched off, what waits is not sent; switched on again, only what is found from
 * then on. Throws webhook_address_refused.
 */
export async function updateWebhook(
  ctx: ServiceContext,
  raw: z.input<typeof updateWebhookInput>,
): Promise<Webhook> {
  const companyId = await requireThing(ctx, 'webhook', raw, 'manage');
  const { id, url, kinds, is_on: isOn } = updateWebhookInput.parse(raw);
  if (url !== undefined) requireAddress(ctx, url);
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const before = await findWebhook(tx, companyId, id);
    const turned = before && isOn !== undefined && isOn !== (before.offAt === null);
    const row =
      before &&
      (await updateWebhookRow(tx, companyId, id, {
        url: url ?? before.url,
        kinds: kinds ?? before.kinds,
        ...(turned && (isOn ? { offAt: null, offReason: null, onSince: now } : { offAt: now })),
      }));
    if (!before || !row) throw new DomainError('not_found', 'no such webhook', { thing: 'webhook' });
    if (turned && !isOn) await endWaiting(tx, companyId, id, now);
    await writeAudit(tx, ctx, {
      ...{ companyId, action: 'webhook.update', subjectType: 'webhook', subjectId: id },
      before: said(before),
      after: said(row),
    });
    return toWebhook(row, now);
  });
}

const said = ({ url, kinds, offAt }: WebhookRow) => ({ host: hostOf(url), kinds, is_on: offAt === null });
