import type { Queryable } from '@/db/client';
import { auditEvents } from '@/db/schema/people';

export async function insertAuditEvent(db: Queryable, event: typeof auditEvents.$inferInsert): Promise<void> {
  await db.insert(auditEvents).values(event);
}
