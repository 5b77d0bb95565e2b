import type { Transaction } from '@/db/client';
import { insertAuditEvents } from '@/db/queries/audit';
import { lockItems } from '@/db/queries/items';
import {
  insertMappingVersions,
  listCurrentMappings,
  type MappingVersionRow,
  supersedeMappings,
} from '@/db/queries/mappings';
import { DomainError } from '@/lib/core/domain-error';
import { canonical } from '@/lib/core/quantity';
import { sourceOf } from '../audit';
import { requireDays } from '../company/require-days';
import { actorName, type ServiceContext } from '../context';
import { ANY_NAME, namesNow } from './names-now';

type MappingState = Pick<
  MappingVersionRow,
  'state' | 'ingredientId' | 'recipeId' | 'quantity' | 'unit' | 'isSubtraction'
>;

export const NO_TARGET = {
  ingredientId: null,
  recipeId: null,
  quantity: null,
  unit: null,
  isSubtraction: false,
} as const;

/** `1`, `1.0` and `01.000000` are one quantity. */
const sameQuantity = (a: string | null, b: string | null) =>
  a === null || b === null ? a === b : canonical(a) === canonical(b);

const same = (a: MappingState, b: MappingState) =>
  a.state === b.state &&
  a.ingredientId === b.ingredientId &&
  a.recipeId === b.recipeId &&
  sameQuantity(a.quantity, b.quantity) &&
  a.unit === b.unit &&
  a.isSubtraction === b.isSubtraction;

/** For the audit log. */
export const stateOf = (state: MappingState) => ({
  state: state.state,
  ingredient_id: state.ingredientId,
  recipe_id: state.recipeId,
  quantity: state.quantity === null ? null : canonical(state.quantity),
  unit: state.unit,
  is_subtraction: state.isSubtraction,
});

/** A version that counts from `since` says it for all days from `day` on already; null = the first day. */
export const reaches = (since: string | null, day: string | null) =>
  since === null || (day !== null && since <= day);

export interface MappingWrite {
  itemId: string;
  next: MappingState;
  /** Of the audit row. */
  action: string;
}

/** Locks the items against other saves and syncs. Throws not_found unless all are the company's. */
export async function lockAllItems(tx: Transaction, companyId: string, itemIds: readonly string[]) {
  const found = new Set(await lockItems(tx, companyId, itemIds));
  const missing = itemIds.find((id) => !found.has(id));
  if (missing === undefined) return;
  throw new DomainError('not_found', 'no such item', { thing: 'item', item_id: missing });
}

/**
 * Replaces items' current mappings; the earlier versions stay as history (R13). The item rows are locked, so
 * of two saves one follows the other. The same values again write nothing. Answers how many versions were
 * written, each with its audit row: a handful of statements, whatever the number. Each item once.
 */
export async function writeMappingVersions(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  writes: readonly MappingWrite[],
  /** First business day they count for; null = all. */
  effectiveFrom: string | null = null,
  /** What else the audit rows say. */
  details: Readonly<Record<string, unknown>> = {},
): Promise<number> {
  await requireDays(ctx, companyId, { effective_from: effectiveFrom }, 'a_year_ahead');
  const itemIds = writes.map(({ itemId }) => itemId);
  await lockAllItems(tx, companyId, itemIds);
  const currents = await listCurrentMappings(tx, companyId, itemIds);
  const changed = writes.flatMap((write) => {
    const current = currents.get(write.itemId);
    const counts = { effectiveFrom: null, ...(current ?? { state: 'unmapped', ...NO_TARGET }) };
    if (same(counts, write.next) && reaches(counts.effectiveFrom, effectiveFrom)) return [];
    return [{ ...write, before: stateOf(counts), version: (current?.version ?? 0) + 1 }];
  });
  if (changed.length === 0) return 0;
  const createdBy = actorName(ctx.actor);
  const changedIds = changed.map(({ itemId }) => itemId);
  const decided = changed.filter(({ next }) => next.state !== 'unmapped').map(({ itemId }) => itemId);
  const names = await namesNow(tx, ctx, companyId, decided);
  await supersedeMappings(tx, companyId, changedIds);
  await insertMappingVersions(
    tx,
    companyId,
    changed.map(({ itemId, version, next }) => ({
      itemId,
      version,
      ...next,
      ...(names.get(itemId) ?? ANY_NAME),
      effectiveFrom,
      takenOverFrom: null,
      createdBy,
      isPast: false,
    })),
  );
  await insertAuditEvents(
    tx,
    { companyId, actor: createdBy, ...sourceOf(ctx) },
    changed.map(({ itemId, version, before, next, action }) => ({
      action,
      subjectType: 'item',
      subjectId: itemId,
      details: {
        before,
        after: stateOf(next),
        version,
        names: names.get(itemId)?.names,
        effective_from: effectiveFrom,
        ...details,
      },
    })),
  );
  return changed.length;
}
