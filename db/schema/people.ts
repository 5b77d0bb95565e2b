import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { companyId, createdAt, id, moment } from './columns';

export const users = pgTable(
  'users',
  {
    id: id(),
    email: text('email').notNull(),
    name: text('name').notNull().default(''),
    passwordHash: text('password_hash').notNull(),
    locale: text('locale'),
    /** When it was shown that the address is theirs (R46); null: not yet. */
    confirmedAt: moment('confirmed_at'),
    /** Nobody signs in with it any more, and what it made opens nothing. */
    disabledAt: moment('disabled_at'),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('users_email_key').on(sql`lower(${t.email})`)],
);

export const companies = pgTable('companies', {
  id: id(),
  name: text('name').notNull(),
  /** Counted lines further from the book than this are shown before they are booked. */
  countReviewPercent: integer('count_review_percent').notNull().default(20),
  /** Whether lines under a name that no mapping was made for wait for a person (R38), or are deducted. */
  holdsNames: boolean('holds_names').notNull().default(true),
  /** Members without a second factor reach nothing of it (R48). */
  requiresSecondFactor: boolean('requires_second_factor').notNull().default(false),
  createdAt: createdAt(),
});

/** A person's role in a company (R2). The role is text on purpose: what the code does not know is denied. */
export const memberships = pgTable(
  'memberships',
  {
    companyId: companyId().references(() => companies.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.userId] }), index('memberships_user_idx').on(t.userId)],
);

/**
 * API keys are shown once and stored as a SHA-256 of 256 random bits; `prefix` lets a person recognise one.
 */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    companyId: companyId().references(() => companies.id),
    createdBy: uuid('created_by').references(() => users.id, { onDelete: 'set null' }),
    name: text('name').notNull(),
    role: text('role').notNull(),
    /** `read`, `ledger`, `setup`: what it may be used for, beside the role. */
    scopes: text('scopes', { enum: ['read', 'ledger', 'setup'] })
      .array()
      .notNull()
      .default(sql`'{read,ledger,setup}'`),
    prefix: text('prefix').notNull(),
    keyHash: text('key_hash').notNull().unique(),
    createdAt: createdAt(),
    lastUsedAt: moment('last_used_at'),
    expiresAt: moment('expires_at'),
    revokedAt: moment('revoked_at'),
  },
  (t) => [index('api_keys_company_idx').on(t.companyId, t.createdAt)],
);

export const auditEvents = pgTable(
  'audit_events',
  {
    id: id(),
    companyId: companyId().references(() => companies.id),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    details: jsonb('details').notNull().default({}),
    at: moment('at').notNull().default(sql`clock_timestamp()`),
    /** From where; kept for a while only, then null. The salt goes with it. */
    address: text('address'),
    userAgent: text('user_agent'),
    sourceSalt: uuid('source_salt'),
    /**
     * Of salt, address and agent, by trigger: says that they are as written, and nothing once they are gone.
     */
    sourceDigest: text('source_digest'),
  },
  (t) => [
    index('audit_events_company_idx').on(t.companyId, t.at),
    index('audit_events_actor_idx').on(t.companyId, t.actor, t.at),
    index('audit_events_subject_idx').on(t.companyId, t.subjectType, t.subjectId, t.at, t.id),
    index('audit_events_source_idx').on(t.companyId, t.at).where(sql`source_salt is not null`),
  ],
);

/** Answers kept for `Idempotency-Key`; `status` null while the first request is still at work. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    actor: text('actor').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    status: integer('status'),
    response: jsonb('response'),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.actor, t.key] }), index('idempotency_keys_created_idx').on(t.createdAt)],
);

/**
 * Where a company stopped in the setup, and when somebody first looked at its sales in the ledger; all else
 * is read from the data itself.
 */
export const setupProgress = pgTable('setup_progress', {
  companyId: companyId()
    .primaryKey()
    .references(() => companies.id),
  step: text('step').notNull(),
  ledgerSeenAt: moment('ledger_seen_at'),
  completedAt: moment('completed_at'),
});
