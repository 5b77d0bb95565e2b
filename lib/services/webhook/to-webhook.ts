import type { WebhookAttemptRow, WebhookDeliveryRow } from '@/db/queries/webhook-deliveries';
import type { WebhookRow } from '@/db/queries/webhooks';
import type { Webhook, WebhookDelivery } from '@/lib/contracts/webhooks';

const iso = (at: Date | null) => at?.toISOString() ?? null;

export const toWebhook = (row: WebhookRow, now: Date): Webhook => ({
  id: row.id,
  url: row.url,
  kinds: row.kinds,
  is_on: row.offAt === null,
  off_reason: row.offReason,
  off_at: iso(row.offAt),
  delivered_at: iso(row.deliveredAt),
  old_secret_until: row.previousUntil !== null && row.previousUntil > now ? iso(row.previousUntil) : null,
  created_at: row.createdAt.toISOString(),
});

/** Whom it goes to, as far as lists and the audit log say it: paths of receivers often hold a secret. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');

const ATTEMPTS_SHOWN = 10;

export const toDelivery = (
  row: WebhookDeliveryRow,
  attempts: readonly WebhookAttemptRow[],
): WebhookDelivery => ({
  id: row.id,
  kind: row.kind,
  status: row.status,
  attempts: attempts.slice(0, ATTEMPTS_SHOWN).map((one) => ({
    attempt: one.attempt,
    at: one.at.toISOString(),
    status: one.status,
    problem: one.problem,
    answer: one.answer,
    took_ms: one.tookMs,
  })),
  next_try_at: row.status === 'waiting' ? row.nextTryAt.toISOString() : null,
  body: row.body,
  created_at: row.createdAt.toISOString(),
});
