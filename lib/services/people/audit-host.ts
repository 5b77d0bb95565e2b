import type { Queryable } from '@/db/client';
import { insertAuditEvent, insertPersonAuditEvents } from '@/db/queries/audit';
import type { AuditAction } from '@/lib/contracts/audit';

/** The machine's own administrator, who holds the database (`npm run admin`). */
const HOST = 'job:admin';
const NOWHERE = { address: null, userAgent: null };

/** What the administrator did to a company, inside the transaction that did it. */
export const auditHost = (
  tx: Queryable,
  entry: {
    companyId: string;
    action: AuditAction;
    subjectType: string;
    subjectId: string;
    details?: Record<string, unknown>;
  },
): Promise<void> => insertAuditEvent(tx, { ...entry, actor: HOST, ...NOWHERE });

/** What the administrator did to a person's account, into the log of each of their companies. */
export const auditHostOf = (
  tx: Queryable,
  userId: string,
  action: AuditAction,
  details: Record<string, unknown>,
): Promise<void> =>
  insertPersonAuditEvents(tx, { userId }, { action, byUserId: null, actor: HOST, details, ...NOWHERE });
