import type { z } from 'zod';
import { listAttempts, listDeliveries as listRows } from '@/db/queries/webhook-deliveries';
import type { Page } from '@/lib/contracts/common';
import { listWebhookDeliveriesInput, type WebhookDelivery } from '@/lib/contracts/webhooks';
import { groupBy } from '@/lib/core/group-by';
import { requireThing } from '../access';
import type { ServiceContext } from '../context';
import { BY_TIME, readPage } from '../pagination';
import { toDelivery } from './to-webhook';

/** What was sent to a webhook and what came of it, the newest first; ended ones for 30 days. */
export async function listWebhookDeliveries(
  ctx: ServiceContext,
  raw: z.input<typeof listWebhookDeliveriesInput>,
): Promise<Page<WebhookDelivery>> {
  const companyId = await requireThing(ctx, 'webhook', raw, 'manage');
  const input = listWebhookDeliveriesInput.parse(raw);
  const { rows, next_cursor } = await readPage(input, BY_TIME, async (page) =>
    (await listRows(ctx.db, companyId, input.id, page)).map((row) => ({
      row,
      id: row.id,
      at: row.createdAt.toISOString(),
    })),
  );
  const ids = rows.map(({ id }) => id);
  const attempts = groupBy(await listAttempts(ctx.db, companyId, ids), ({ deliveryId }) => deliveryId);
  return { data: rows.map(({ row }) => toDelivery(row, attempts.get(row.id) ?? [])), next_cursor };
}
