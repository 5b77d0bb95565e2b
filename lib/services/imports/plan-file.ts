import { createHash } from 'node:crypto';
import type { Queryable } from '@/db/client';
import { listIngredientsInUse } from '@/db/queries/imports';
import { findStorageUnit } from '@/db/queries/storage-units';
import { DomainError } from '@/lib/core/domain-error';
import { ACTIONS, type Action, type Known } from '@/lib/core/imports/plan';
import { type AnyPlan, planImport } from '@/lib/core/imports/plan-import';
import { inTurns } from '@/lib/platform/in-turns';
import { requireDays } from '../company/require-days';
import type { ServiceContext } from '../context';
import { loadKnown } from './load-known';
import type { ImportInput, ReadImport } from './read-import';

export interface PlannedFile {
  plan: AnyPlan;
  counts: Record<Action, number>;
  /** Of what would be written, and of what stands there now. */
  token: string;
}

/**
 * What a file's rows would do to what the company has (R42), without writing; between rows others get their
 * turn. Throws storage_unit_not_found | date_out_of_range.
 */
export async function planFile(
  ctx: ServiceContext,
  db: Queryable,
  input: ImportInput,
  { reading, recognised }: ReadImport,
  how: 'held' | 'free',
): Promise<PlannedFile> {
  const { company_id: companyId, kind } = input;
  await requireDays(ctx, companyId, { date: input.date });
  if (input.storage_unit_id !== undefined) {
    const unit = await findStorageUnit(db, companyId, input.storage_unit_id);
    if (!unit || unit.archivedAt) throw new DomainError('storage_unit_not_found');
  }
  const known = await loadKnown(ctx, db, companyId, kind, how);
  const defaults = { storageUnitId: input.storage_unit_id, date: input.date };
  const planWith = (what: Known): Promise<AnyPlan> =>
    recognised.missing.length > 0
      ? Promise.resolve({ kind, rows: [], writes: [] } as AnyPlan)
      : inTurns(planImport(kind, reading, recognised.headingRow, what, defaults));
  let plan = await planWith(known);
  const rebased = unitsChanged(plan);
  if (rebased.length > 0)
    plan = await planWith({ ...known, unitsInUse: await listIngredientsInUse(db, companyId, rebased) });
  const counts = Object.fromEntries(ACTIONS.map((action) => [action, 0])) as Record<Action, number>;
  for (const row of plan.rows) counts[row.action]++;
  return { plan, counts, token: tokenOf(companyId, plan) };
}

/** Ingredients whose base unit the rows change: only of these it is asked whether something counts in it. */
const unitsChanged = (plan: AnyPlan) =>
  plan.kind === 'ingredients'
    ? plan.writes.flatMap(({ id, base_unit }) => (id !== null && base_unit !== undefined ? [id] : []))
    : [];

function tokenOf(companyId: string, { kind, rows, writes }: AnyPlan): string {
  const hash = createHash('sha256').update(JSON.stringify([companyId, kind, writes]));
  // Row by row: one text of all would hold the event loop.
  for (const { row, action, changes, problems } of rows)
    hash.update(JSON.stringify([row, action, changes, problems.map(({ code, field }) => [code, field])]));
  return hash.digest('hex');
}
