import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Queryable } from '@/db/client';
import { auditEvents } from '@/db/schema/people';
import { columnsOf } from './columns-of';

type NewAuditEvent = typeof auditEvents.$inferInsert;

export async function insertAuditEvent(db: Queryable, event: NewAuditEvent): Promise<void> {
  await db.insert(auditEvents).values(event);
}

/** Of one actor and company, in one statement, whatever their number. */
export async function insertAuditEvents(
  db: Queryable,
  by: Pick<NewAuditEvent, 'companyId' | 'actor'>,
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
    insert into audit_events (company_id, actor, id, action, subject_type, subject_id, details)
    select ${by.companyId}::uuid, ${by.actor}, r.* from ${columns} as r`);
}
