import { sql } from 'drizzle-orm';
import {
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { companyId, createdAt, id, moment } from './columns';
import { mails } from './mail';
import { companies, users } from './people';

/**
 * Something of a company that needs a person (R45), found by looking at its data: open while it is so, and
 * ended when it no longer is. `key` names the thing; one notice of it is open at a time.
 */
export const notices = pgTable(
  'notices',
  {
    id: id(),
    companyId: companyId().references(() => companies.id),
    /** The one person it is for; null: for the company's people. */
    userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    key: text('key').notNull(),
    /** What its sentence says, by the kind; no words. */
    facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
    /** Money at stake, in the company's currency; null where none can be said. */
    amount: numeric('amount'),
    foundAt: moment('found_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (t) => [
    uniqueIndex('notices_open_key').on(t.companyId, t.kind, t.key).where(sql`ended_at is null`),
    index('notices_ended_idx').on(t.companyId, t.endedAt),
  ],
);

/** How a person hears of a kind of notice of a company; none = as usual for the kind. */
export const noticeChoices = pgTable(
  'notice_choices',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    companyId: companyId().references(() => companies.id),
    kind: text('kind').notNull(),
    delivery: text('delivery', { enum: ['at_once', 'digest', 'never'] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.companyId, t.kind] }),
    check('notice_choices_delivery_check', sql`delivery in ('at_once','digest','never')`),
  ],
);

/** When a person's digest comes, by the person's own clock; none = as usual. */
export const noticeTimes = pgTable(
  'notice_times',
  {
    userId: uuid('user_id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    digestHour: integer('digest_hour').notNull(),
    timeZone: text('time_zone').notNull(),
  },
  () => [check('notice_times_hour_check', sql`digest_hour between 0 and 23`)],
);

/** That a person was told of a notice by mail: written with the mail, in one transaction, once. */
export const noticeDeliveries = pgTable(
  'notice_deliveries',
  {
    noticeId: uuid('notice_id')
      .notNull()
      .references(() => notices.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    mailId: uuid('mail_id').references(() => mails.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.noticeId, t.userId] })],
);

/** That a person's digest of a day was made, also where there was nothing to say. */
export const noticeDigests = pgTable(
  'notice_digests',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    day: date('day', { mode: 'string' }).notNull(),
    notices: integer('notices').notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.day] })],
);

/** From when on a company is told; none = as usual. */
export const noticeLimits = pgTable('notice_limits', {
  companyId: companyId()
    .primaryKey()
    .references(() => companies.id),
  unmappedPercent: integer('unmapped_percent').notNull(),
  pricePercent: integer('price_percent').notNull(),
  countDays: integer('count_days').notNull(),
});
