import type { Transaction } from '@/db/client';
import {
  claimDelivery,
  endWaiting,
  insertAttempt,
  noteDelivery,
  type WebhookDeliveryRow,
} from '@/db/queries/webhook-deliveries';
import { findWebhook, noteWebhookDelivered, switchOffWebhook, type WebhookRow } from '@/db/queries/webhooks';
import { DomainError } from '@/lib/core/domain-error';
import { signedHeaders } from '@/lib/platform/webhook-signature';
import type { WebhookAnswer } from '@/lib/ports';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { openSecrets } from './sealed-secret';
import { hostOf } from './to-webhook';
import { dueAt, GIVE_UP_MS, pauseMs } from './webhook-times';

const GONE = 410;

/**
 * One attempt at a delivery (R52): claimed by its row, sent, then noted. A process that dies between the last
 * two sends it a second time under the same id: at least once, for the receiver to tell apart. Null: it is
 * not due, or another process is at it. Throws forbidden unless the system runs it.
 */
export async function sendWebhook(
  ctx: ServiceContext,
  { deliveryId }: { deliveryId: string },
): Promise<{ problem: WebhookAnswer['problem'] } | null> {
  if (ctx.actor.kind !== 'system') throw new DomainError('forbidden');
  const row = await claimDelivery(ctx.db, deliveryId, dueAt(ctx.clock.now()));
  const webhook = row && (await findWebhook(ctx.db, row.companyId, row.webhookId));
  if (!row || !webhook) return null;
  const at = ctx.clock.now();
  const answer = await attempt(ctx, row, webhook, at);
  await ctx.db.transaction((tx) => note(tx, ctx, { row, webhook, at, answer }));
  return { problem: answer.problem };
}

async function attempt(
  ctx: ServiceContext,
  { id, body }: WebhookDeliveryRow,
  webhook: WebhookRow,
  at: Date,
): Promise<WebhookAnswer> {
  let secrets: string[];
  try {
    secrets = openSecrets(ctx.vault, webhook, at);
  } catch (error) {
    ctx.log.error({ err: error, webhookId: webhook.id }, 'a webhook is sealed with a key that is not known');
    return { status: null, problem: 'unreadable', answer: null, tookMs: 0 };
  }
  return ctx.webhooks.send({ url: webhook.url, headers: signedHeaders({ id, at, body }, secrets), body });
}

interface Tried {
  row: WebhookDeliveryRow;
  webhook: WebhookRow;
  at: Date;
  answer: WebhookAnswer;
}

async function note(
  tx: Transaction,
  ctx: ServiceContext,
  { row, webhook, at, answer }: Tried,
): Promise<void> {
  // Removed while it was sent: there is nothing left to note it at.
  const present = await findWebhook(tx, webhook.companyId, webhook.id);
  if (!present) return;
  const { status, problem, answer: text, tookMs } = answer;
  const { id: deliveryId, attempts } = row;
  await insertAttempt(tx, { deliveryId, attempt: attempts, at, status, problem, answer: text, tookMs });
  const now = ctx.clock.now();
  if (problem === null) {
    await noteDelivery(tx, row, { status: 'delivered', endedAt: now });
    await noteWebhookDelivered(tx, webhook, now);
    return;
  }
  ctx.log.warn(
    { deliveryId, webhookId: webhook.id, attempt: attempts, problem, status },
    'a webhook was not taken',
  );
  const nextTryAt = new Date(now.getTime() + pauseMs(attempts - row.attemptsBefore));
  const isOver = nextTryAt >= row.giveUpAt;
  const isGone = status === GONE && row.noticeId !== null;
  if (isOver || isGone || present.offAt !== null) {
    await noteDelivery(tx, row, { status: 'failed', endedAt: now });
  } else {
    await noteDelivery(tx, row, { status: 'waiting', nextTryAt });
  }
  if (isGone) await switchOff(tx, ctx, webhook, 'gone');
  else if (isOver && row.noticeId !== null && tookNothingSince(present, row))
    await switchOff(tx, ctx, webhook, 'failing');
}

const tookNothingSince = ({ deliveredAt }: WebhookRow, { giveUpAt }: WebhookDeliveryRow) =>
  deliveredAt === null || deliveredAt.getTime() < giveUpAt.getTime() - GIVE_UP_MS;

/** Its people learn it by a notice (R45), which the next look finds. */
async function switchOff(
  tx: Transaction,
  ctx: ServiceContext,
  { id, companyId, url }: WebhookRow,
  offReason: 'failing' | 'gone',
): Promise<void> {
  const now = ctx.clock.now();
  if (!(await switchOffWebhook(tx, { id, companyId }, { offAt: now, offReason }))) return;
  await endWaiting(tx, companyId, id, now);
  await writeAudit(tx, ctx, {
    ...{ companyId, action: 'webhook.switch_off', subjectType: 'webhook', subjectId: id },
    details: { host: hostOf(url), reason: offReason },
  });
}
