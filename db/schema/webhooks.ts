import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { companyId, createdAt, id, moment } from './columns';
import { notices } from './notices';
import { companies } from './people';

/** Where a company wants its notices sent as signed JSON (R52). */
export const webhooks = pgTable(
  'webhooks',
  {
    id: id(),
    companyId: companyId().references(() => companies.id),
    url: text('url').notNull(),
    /** Kinds of notices; what the code does not know is never sent. */
    kinds: text('kinds').array().notNull(),
    /** Sealed: who has it can pass as this product. */
    secret: text('secret').notNull(),
    /** The one before, which signs too until then. */
    previousSecret: text('previous_secret'),
    previousUntil: moment('previous_until'),
    /** Notices found before are not sent. */
    onSince: moment('on_since').notNull(),
    offAt: moment('off_at'),
    /** Null while it is on, and where a person switched it off. */
    offReason: text('off_reason', { enum: ['failing', 'gone'] }),
    /** When a delivery was last taken. */
    deliveredAt: moment('delivered_at'),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('webhooks_company_id_key').on(t.companyId, t.id),
    check('webhooks_off_check', sql`off_reason is null or off_at is not null`),
  ],
);

export const WEBHOOK_DELIVERY_STATUSES = ['waiting', 'sending', 'delivered', 'failed'] as const;

/** A notice on its way to an address: the same id and the same body at every attempt. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: id(),
    companyId: companyId(),
    webhookId: uuid('webhook_id').notNull(),
    /** Null: a test. */
    noticeId: uuid('notice_id').references(() => notices.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    body: text('body').notNull(),
    status: text('status', { enum: WEBHOOK_DELIVERY_STATUSES }).notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    /** Attempts made before it was last replayed by hand: the pauses begin anew. */
    attemptsBefore: integer('attempts_before').notNull().default(0),
    nextTryAt: moment('next_try_at').notNull(),
    giveUpAt: moment('give_up_at').notNull(),
    dispatchCount: integer('dispatch_count').notNull().default(0),
    dispatchedAt: moment('dispatched_at'),
    claimedAt: moment('claimed_at'),
    endedAt: moment('ended_at'),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      name: 'webhook_deliveries_webhook_fk',
      columns: [t.companyId, t.webhookId],
      foreignColumns: [webhooks.companyId, webhooks.id],
    }).onDelete('cascade'),
    uniqueIndex('webhook_deliveries_notice_key').on(t.webhookId, t.noticeId),
    index('webhook_deliveries_open_idx').on(t.nextTryAt).where(sql`status in ('waiting', 'sending')`),
    index('webhook_deliveries_log_idx').on(t.webhookId, t.createdAt, t.id),
    index('webhook_deliveries_ended_idx').on(t.endedAt),
    check('webhook_deliveries_end_check', sql`(ended_at is null) = (status in ('waiting', 'sending'))`),
  ],
);

/** What came of one attempt; none for one whose process died. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    deliveryId: uuid('delivery_id')
      .notNull()
      .references(() => webhookDeliveries.id, { onDelete: 'cascade' }),
    attempt: integer('attempt').notNull(),
    at: moment('at').notNull(),
    /** What the receiver answered; null where no answer came. */
    status: integer('status'),
    problem: text('problem'),
    /** The beginning of its answer. */
    answer: text('answer'),
    tookMs: integer('took_ms').notNull(),
  },
  (t) => [unique('webhook_attempts_key').on(t.deliveryId, t.attempt)],
);
