import type { Queryable } from '@/db/client';
import { insertAuditEvent } from '@/db/queries/audit';
import { actorName, type ServiceContext } from './context';

export interface AuditEntry {
  companyId: string;
  /** `noun.verb`, e.g. `integration.connect`. */
  action: string;
  subjectType: string;
  subjectId: string;
  /** Never a secret: people read this. */
  details?: Record<string, unknown>;
}

/** Writes who did what, inside the transaction that did it. */
export async function writeAudit(tx: Queryable, ctx: ServiceContext, entry: AuditEntry): Promise<void> {
  await insertAuditEvent(tx, {
    companyId: entry.companyId,
    actor: actorName(ctx.actor),
    action: entry.action,
    subjectType: entry.subjectType,
    subjectId: entry.subjectId,
    details: entry.details ?? {},
  });
}
