import type { z } from 'zod';
import { type AuditRow, listAuditRows, listNames } from '@/db/queries/audit';
import { AUDIT_ACTIONS, type AuditEvent, listAuditInput } from '@/lib/contracts/audit';
import type { Page } from '@/lib/contracts/common';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { BY_TIME, readPage } from '../pagination';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Who did what, newest first, with the names of what is spoken of; for owners. */
export async function listAudit(
  ctx: ServiceContext,
  raw: z.input<typeof listAuditInput>,
): Promise<Page<AuditEvent>> {
  requireCompany(ctx, raw.company_id, 'administer');
  const {
    company_id: companyId,
    actor,
    kind,
    subject_id: subjectId,
    from,
    to,
    ...asked
  } = listAuditInput.parse(raw);
  const actions = kind && AUDIT_ACTIONS[kind];
  const { rows, next_cursor } = await readPage(asked, BY_TIME, (page) =>
    listAuditRows(ctx.db, { companyId, actor, actions, subjectId, from, to, ...page }),
  );
  const idsOf = new Map(rows.map((row) => [row.id, idsIn([row.subjectId, actorOf(row).id, row.details])]));
  const names = await listNames(ctx.db, companyId, [...new Set([...idsOf.values()].flat())]);
  return { data: rows.map((row) => toAuditEvent(row, names, idsOf.get(row.id) ?? [])), next_cursor };
}

function toAuditEvent(row: AuditRow, names: ReadonlyMap<string, string>, ids: readonly string[]): AuditEvent {
  const { before, after, ...details } = row.details;
  const { kind, id } = actorOf(row);
  return {
    id: row.id,
    at: row.at,
    actor: { kind, id, name: (id !== null && names.get(id)) || null },
    action: row.action,
    subject: { type: row.subjectType, id: row.subjectId, name: names.get(row.subjectId) ?? null },
    address: row.address,
    user_agent: row.userAgent,
    before: valuesOf(before),
    after: valuesOf(after),
    // Older rows have a single value there.
    details: { ...details, ...(before !== undefined && !valuesOf(before) && { before }) },
    names: Object.fromEntries(ids.flatMap((one) => (names.has(one) ? [[one, names.get(one) ?? '']] : []))),
    sequence: row.seq === null ? null : Number(row.seq),
    hash: row.hash,
  };
}

export function actorOf({ actor }: { actor: string }): AuditEvent['actor'] {
  const [kind, id] = actor.split(':', 2);
  return kind === 'user' || kind === 'key' || kind === 'job'
    ? { kind, id: id ?? null, name: null }
    : { kind: 'anonymous', id: null, name: null };
}

const valuesOf = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;

/** All ids that a value holds, however deep. */
export function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return UUID.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(idsIn);
}
