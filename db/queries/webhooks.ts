import { and, asc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { webhooks } from '@/db/schema/webhooks';
import type { NoticeRow } from './notices';
import { listRows } from './rows';

export type WebhookRow = typeof webhooks.$inferSelect;

export async function listWebhookRows(db: Queryable, companyId: string): Promise<WebhookRow[]> {
  return db
    .select()
    .from(webhooks)
    .where(eq(webhooks.companyId, companyId))
    .orderBy(asc(webhooks.createdAt), asc(webhooks.id));
}

const one = (companyId: string, id: string) => and(eq(webhooks.companyId, companyId), eq(webhooks.id, id));

export async function findWebhook(
  db: Queryable,
  companyId: string,
  id: string,
): Promise<WebhookRow | undefined> {
  const [row] = await db.select().from(webhooks).where(one(companyId, id));
  return row;
}

export async function insertWebhook(db: Queryable, values: typeof webhooks.$inferInsert): Promise<void> {
  await db.insert(webhooks).values(values);
}

/** Names what may change. */
export async function updateWebhookRow(
  db: Queryable,
  companyId: string,
  id: string,
  values: Partial<
    Pick<
      WebhookRow,
      'url' | 'kinds' | 'secret' | 'previousSecret' | 'previousUntil' | 'onSince' | 'offAt' | 'offReason'
    >
  >,
): Promise<WebhookRow | undefined> {
  const [row] = await db.update(webhooks).set(values).where(one(companyId, id)).returning();
  return row;
}

/** With its deliveries. */
export async function deleteWebhook(db: Queryable, companyId: string, id: string): Promise<void> {
  await db.delete(webhooks).where(one(companyId, id));
}

/** Switched off by what its receiver answered; false: it was off already. */
export async function switchOffWebhook(
  db: Queryable,
  of: { companyId: string; id: string },
  off: { offAt: Date; offReason: 'failing' | 'gone' },
): Promise<boolean> {
  const rows = await db
    .update(webhooks)
    .set(off)
    .where(and(one(of.companyId, of.id), sql`${webhooks.offAt} is null`))
    .returning({ id: webhooks.id });
  return rows.length > 0;
}

export async function noteWebhookDelivered(
  db: Queryable,
  { companyId, id }: { companyId: string; id: string },
  now: Date,
): Promise<void> {
  await db
    .update(webhooks)
    .set({ deliveredAt: sql`greatest(${webhooks.deliveredAt}, ${now.toISOString()}::timestamptz)` })
    .where(one(companyId, id));
}

/** Open notices of the company that a webhook wants and that were not written for it yet. */
export function listUnwritten(
  db: Queryable,
  companyId: string,
): Promise<(Omit<NoticeRow, 'foundAt' | 'endedAt'> & { webhookId: string; foundAt: string })[]> {
  return listRows(
    db,
    sql`
    select w.id as webhook_id, n.id, n.company_id, n.user_id, n.kind, n.key, n.facts, trim_scale(n.amount)::text as amount,
      to_char(n.found_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as found_at
    from webhooks w join notices n on n.company_id = w.company_id and n.kind = any(w.kinds)
    where w.company_id = ${companyId} and n.user_id is null and w.off_at is null and n.ended_at is null and n.found_at >= w.on_since
      and not exists (select from webhook_deliveries d where d.webhook_id = w.id and d.notice_id = n.id)
    order by w.id, n.found_at, n.id`,
  );
}
