import type { Queryable } from '@/db/client';
import {
  insertAuditEvent,
  insertPersonAuditEvents,
  insertRefusal,
  type Person,
  type PersonEvent,
} from '@/db/queries/audit';
import type { AuditAction } from '@/lib/contracts/audit';
import { actorName, type ServiceContext } from './context';

type Values = Readonly<Record<string, unknown>>;
export interface AuditEntry {
  companyId: string;
  action: AuditAction;
  subjectType: string;
  subjectId: string;
  /** What it was and what it is now, by the same names; never a secret: people read this. */
  before?: Values;
  after?: Values;
  /** What else there is to say. */
  details?: Values;
}

export const sourceOf = ({ wire }: ServiceContext) => ({
  address: wire?.address ?? null,
  userAgent: wire?.userAgent ?? null,
});

/** Writes who did what, inside the transaction that did it. */
export async function writeAudit(tx: Queryable, ctx: ServiceContext, entry: AuditEntry): Promise<void> {
  const { before, after, details } = entry;
  await insertAuditEvent(tx, {
    companyId: entry.companyId,
    actor: actorName(ctx.actor),
    ...sourceOf(ctx),
    action: entry.action,
    subjectType: entry.subjectType,
    subjectId: entry.subjectId,
    details: { ...details, ...(before && { before }), ...(after && { after }) },
  });
}

/**
 * What a person's account went through, into the log of each of their companies. One statement whether there
 * is such a person or not, so that a refusal takes the same time.
 */
export function auditPerson(
  db: Queryable,
  ctx: ServiceContext,
  person: Person,
  event: Omit<PersonEvent, 'address' | 'userAgent'> & { action: AuditAction },
): Promise<void> {
  return insertPersonAuditEvents(db, person, { ...event, ...sourceOf(ctx) });
}

/**
 * Notes that somebody was refused what their role, or being a stranger, does not allow. Once in ten minutes
 * for one thing of one actor, so that nobody fills the log. After the call that failed; never fails itself.
 */
export async function auditRefusal(ctx: ServiceContext, operation: string): Promise<void> {
  const { actor } = ctx;
  const refused = ctx.refusal?.of;
  if (!refused || actor.kind === 'anonymous') return;
  try {
    await insertRefusal(ctx.db, {
      companyId: refused.companyId,
      actor: actorName(actor),
      ...sourceOf(ctx),
      operation,
      permission: refused.permission,
      isMember: actor.memberships.has(refused.companyId),
    });
  } catch (error) {
    ctx.log.error({ err: error }, 'a refusal could not be noted');
  }
}
