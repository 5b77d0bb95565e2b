import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Database, Queryable } from '@/db/client';
import { lockAuditChain } from '@/db/locks';
import { auditEvents } from '@/db/schema/people';
import { columnsOf } from './columns-of';
import { findRow, listRows } from './rows';
import { only } from './sql-parts';

type NewAuditEvent = typeof auditEvents.$inferInsert;
type By = Pick<NewAuditEvent, 'companyId' | 'actor' | 'address' | 'userAgent'>;
/** By id, or by an address in lower case. */
export type Person = { userId: string } | { email: string };
export interface PersonEvent {
  action: string;
  /** Null: nobody was signed in. */
  byUserId: string | null;
  /** Who did it where it was no person of the product: `job:admin`. */
  actor?: string;
  details?: Readonly<Record<string, unknown>>;
  /** Not again within ten minutes: anybody can bring it about. */
  isRare?: boolean;
  address: string | null;
  userAgent: string | null;
}

export async function insertAuditEvent(db: Queryable, event: NewAuditEvent): Promise<void> {
  await db.insert(auditEvents).values(event);
}

/** Of one actor and company, in one statement, whatever their number. */
export async function insertAuditEvents(
  db: Queryable,
  by: By,
  events: readonly Pick<NewAuditEvent, 'action' | 'subjectType' | 'subjectId' | 'details'>[],
): Promise<void> {
  if (events.length === 0) return;
  const columns = columnsOf(
    events.map((event) => ({ id: v7(), ...event, details: JSON.stringify(event.details) })),
    [
      ['id', 'uuid'],
      ['action', 'text'],
      ['subjectType', 'text'],
      ['subjectId', 'text'],
      ['details', 'jsonb'],
    ],
  );
  await db.execute(sql`
    insert into audit_events (company_id, actor, address, user_agent, id, action, subject_type, subject_id, details)
    select ${by.companyId}::uuid, ${by.actor}, ${by.address ?? null}::text, ${by.userAgent ?? null}::text, r.* from ${columns} as r`);
}

/** Into the log of each company the person belongs to; of nobody known, nothing. */
export async function insertPersonAuditEvents(
  db: Queryable,
  person: Person,
  event: PersonEvent,
): Promise<void> {
  const who = 'userId' in person ? sql`u.id = ${person.userId}::uuid` : sql`lower(u.email) = ${person.email}`;
  const actor = event.actor ?? (event.byUserId === null ? 'anonymous' : `user:${event.byUserId}`);
  await db.execute(sql`
    insert into audit_events (id, company_id, actor, action, subject_type, subject_id, details, address, user_agent)
    select gen_random_uuid(), m.company_id, ${actor}, ${event.action}, 'user', u.id::text,
      ${JSON.stringify(event.details ?? {})}::jsonb, ${event.address}::text, ${event.userAgent}::text
    from users u join memberships m on m.user_id = u.id where ${who} and ${only(
      event.isRare === true &&
        sql`not exists (select from audit_events e where e.company_id = m.company_id and e.action = ${event.action}
          and e.subject_id = u.id::text and e.at > clock_timestamp() - interval '10 minutes')`,
    )}`);
}

/** Unless the same was noted within ten minutes; of no company that exists, nothing. */
export async function insertRefusal(
  db: Queryable,
  refusal: By & { operation: string; permission: string; isMember: boolean },
): Promise<void> {
  const { companyId, actor, operation, permission, isMember } = refusal;
  await db.execute(sql`
    insert into audit_events (id, company_id, actor, action, subject_type, subject_id, details, address, user_agent)
    select ${v7()}::uuid, c.id, ${actor}, 'access.refuse', 'company', c.id::text,
      ${JSON.stringify({ operation, permission, is_member: isMember })}::jsonb, ${refusal.address ?? null}::text, ${refusal.userAgent ?? null}::text
    from companies c where c.id = ${companyId}::uuid and not exists (
      select from audit_events e where e.company_id = c.id and e.actor = ${actor} and e.action = 'access.refuse'
        and e.at > clock_timestamp() - interval '10 minutes' and e.details ->> 'operation' = ${operation})`);
}

export interface AuditFilter {
  companyId: string;
  actor?: string | undefined;
  actions?: readonly string[] | undefined;
  subjectId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  limit: number;
  after?: { at: Date; id: string } | undefined;
}
export interface AuditRow {
  id: string;
  /** ISO 8601 with microseconds, for the next page. */
  at: string;
  actor: string;
  action: string;
  subjectType: string;
  subjectId: string;
  details: Record<string, unknown>;
  address: string | null;
  userAgent: string | null;
  seq: string | null;
  hash: string | null;
}

/** Newest first. */
export function listAuditRows(
  db: Queryable,
  filter: Omit<AuditFilter, 'after'> & { after?: { at: string; id: string } | undefined },
) {
  const { companyId, actor, actions, subjectId, from, to, limit, after } = filter;
  return listRows<AuditRow>(
    db,
    sql`
    select e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.actor, e.action, e.subject_type,
      e.subject_id, e.details, e.address, e.user_agent, c.seq, c.hash
    from audit_events e left join audit_chain c on c.event_id = e.id
    where e.company_id = ${companyId}
      and ${only(actor !== undefined && (actor === 'job' ? sql`e.actor like 'job:%'` : sql`e.actor = ${actor}`))}
      and ${only(actions && sql`e.action = any(${sql.param(`{${actions.join(',')}}`)}::text[])`)}
      and ${only(subjectId !== undefined && sql`e.subject_id = ${subjectId}`)}
      and ${only(from !== undefined && sql`e.at >= (${from}::date)::timestamp at time zone 'UTC'`)}
      and ${only(to !== undefined && sql`e.at < (${to}::date + 1)::timestamp at time zone 'UTC'`)}
      and ${only(after && sql`(e.at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)}
    order by e.at desc, e.id desc limit ${limit}`,
  );
}

/** Who is in the log of a company, most recent first; jobs apart. */
export async function listAuditActors(db: Queryable, companyId: string): Promise<string[]> {
  const rows = await listRows<{ actor: string }>(
    db,
    sql`
    select actor from audit_events where company_id = ${companyId} and actor not like 'job:%' and actor <> 'anonymous'
    group by actor order by max(at) desc limit 200`,
  );
  return rows.map(({ actor }) => actor);
}

/**
 * Names of a company's things by their ids, whatever kind they are. A person has one here when they are in
 * the company or its log says that they were: a stranger stays one.
 */
export async function listNames(
  db: Queryable,
  companyId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const wanted = sql`${sql.param(`{${ids.join(',')}}`)}::uuid[]`;
  const named = (table: string, name = sql`name`) =>
    sql`select id, ${name} as name from ${sql.identifier(table)} where company_id = ${companyId} and id = any(${wanted})`;
  const item = sql`coalesce(name, sku, lightspeed_id)`;
  const place = sql`coalesce(name, lightspeed_id)`;
  const rows = await listRows<{ id: string; name: string }>(
    db,
    sql`
    ${named('ingredients')} union all ${named('recipes')} union all ${named('storage_units')}
    union all ${named('lightspeed_items', item)} union all ${named('lightspeed_locations', place)}
    union all ${named('lightspeed_integrations')} union all ${named('api_keys')}
    union all ${named('invitations', sql`address`)}
    union all select id, name from companies where id = ${companyId} and id = any(${wanted})
    union all select u.id, coalesce(nullif(u.name, ''), u.email) from users u where u.id = any(${wanted}) and (
      exists (select from memberships m where m.company_id = ${companyId} and m.user_id = u.id)
      or exists (select from audit_events e where e.company_id = ${companyId} and e.subject_type = 'user' and e.subject_id = u.id::text)
      or exists (select from audit_events e where e.company_id = ${companyId} and e.action = 'company.create' and e.actor = 'user:' || u.id))
    union all select d.subject_id, '#' || right(d.subject_id::text, 6) from deletions d where d.kind = 'person' and d.subject_id = any(${wanted})
      and exists (select from audit_events e where e.company_id = ${companyId} and e.action = 'person.delete' and e.subject_id = d.subject_id::text)`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Companies with events that their chain does not hold yet. */
export async function listUnchainedCompanies(db: Queryable): Promise<string[]> {
  const rows = await listRows<{ companyId: string }>(db, sql`select distinct company_id from audit_pending`);
  return rows.map(({ companyId }) => companyId);
}

/**
 * Links a company's next events, in the order of their times; answers how many. The trigger fills the rest.
 */
export async function chainEvents(db: Database, companyId: string, limit: number): Promise<number> {
  return db.transaction(async (tx) => {
    await lockAuditChain(tx, companyId);
    const rows = await tx.execute(sql`
      insert into audit_chain (company_id, event_id, seq, previous, hash)
      select e.company_id, e.id, 0, '', '' from audit_pending p join audit_events e on e.id = p.event_id
      where p.company_id = ${companyId} order by e.at, e.id limit ${limit}
      returning seq`);
    return rows.length;
  });
}

export interface BrokenLink {
  seq: string;
  eventId: string;
  at: Date | null;
  problem: 'link_missing' | 'link_changed' | 'event_missing' | 'event_changed' | 'source_changed';
}

/** The first link that is not what it must be. */
export function findBrokenLink(db: Queryable, companyId: string): Promise<BrokenLink | undefined> {
  return findRow<BrokenLink>(
    db,
    sql`
    select seq, event_id, at, problem from (
      select c.seq, c.event_id, e.at, case
        when c.seq <> row_number() over chain then 'link_missing'
        when c.previous <> lag(c.hash, 1, '') over chain then 'link_changed'
        when e.id is null then 'event_missing'
        when c.hash <> audit_hash(e, c.seq, c.previous) then 'event_changed'
        when (e.source_salt is null and (e.address is not null or e.user_agent is not null))
          or (e.source_salt is not null and e.source_digest is distinct from audit_source_digest(e.source_salt, e.address, e.user_agent))
          then 'source_changed' end as problem
      from audit_chain c left join audit_events e on e.id = c.event_id and e.company_id = c.company_id
      where c.company_id = ${companyId} window chain as (order by c.seq)) links
    where problem is not null order by seq limit 1`,
  );
}

/** Where the chain ends, what waits for it, and an event that it neither holds nor awaits. */
export async function findChainState(db: Queryable, companyId: string) {
  const row = await findRow<{
    links: string;
    head: string | null;
    pending: string;
    outside: string | null;
  }>(
    db,
    sql`
    select (select count(*) from audit_chain where company_id = ${companyId}) as links,
      (select hash from audit_chain where company_id = ${companyId} order by seq desc limit 1) as head,
      (select count(*) from audit_pending where company_id = ${companyId}) as pending,
      (select e.id from audit_events e where e.company_id = ${companyId}
        and not exists (select from audit_chain c where c.event_id = e.id)
        and not exists (select from audit_pending p where p.event_id = e.id) order by e.at, e.id limit 1) as outside`,
  );
  return row as NonNullable<typeof row>;
}

export function listCompanyNames(db: Queryable): Promise<{ id: string; name: string }[]> {
  return listRows(db, sql`select id, name from companies order by created_at, id`);
}
