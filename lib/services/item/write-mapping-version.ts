import type { Transaction } from '@/db/client';
import { lockItem } from '@/db/queries/items';
import {
  findCurrentMapping,
  insertMappingVersion,
  type MappingVersionRow,
  supersedeMapping,
} from '@/db/queries/mappings';
import { DomainError } from '@/lib/core/domain-error';
import { canonical } from '@/lib/core/quantity';
import { writeAudit } from '../audit';
import { requireDays } from '../company/require-days';
import { actorName, type ServiceContext } from '../context';

export type MappingState = Pick<
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

/** A version that counts from `since` says it for all days from `day` on already; null = the first day. */
export const reaches = (since: string | null, day: string | null) =>
  since === null || (day !== null && since <= day);

/**
 * Replaces an item's current mapping; the earlier version stays as history (R13). The item row is locked, so
 * of two saves one follows the other. The same values again write nothing. Answers whether a version was
 * written.
 */
export async function writeMappingVersion(
  tx: Transaction,
  ctx: ServiceContext,
  input: {
    companyId: string;
    itemId: string;
    next: MappingState;
    /** First business day it counts for; null = all. */
    effectiveFrom?: string | null;
    action: string;
  },
): Promise<boolean> {
  await requireDays(ctx, input.companyId, { effective_from: input.effectiveFrom }, 'a_year_ahead');
  const { companyId, itemId, next, effectiveFrom = null } = input;
  if (!(await lockItem(tx, companyId, itemId))) {
    throw new DomainError('not_found', 'no such item', { thing: 'item' });
  }
  const current = await findCurrentMapping(tx, companyId, itemId);
  const counts = { effectiveFrom: null, ...(current ?? { state: 'unmapped', ...NO_TARGET }) };
  if (same(counts, next) && reaches(counts.effectiveFrom, effectiveFrom)) return false;
  if (current) await supersedeMapping(tx, companyId, itemId);
  const version = (current?.version ?? 0) + 1;
  await insertMappingVersion(tx, {
    companyId,
    itemId,
    version,
    ...next,
    effectiveFrom,
    createdBy: actorName(ctx.actor),
  });
  await writeAudit(tx, ctx, {
    companyId,
    action: input.action,
    subjectType: 'item',
    subjectId: itemId,
    details: { version, ...next, effectiveFrom },
  });
  return true;
}
