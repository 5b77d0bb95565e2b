import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from './context';

/** The role that sees and enters stock of its own storage units alone (R53). */
export const STOCK_KEEPER = 'stock_keeper';

/**
 * The storage units that whoever acts is kept to in a company, after `requireCompany`; null: all are theirs.
 * A stock keeper of whom no units are known has none.
 */
export function ownUnits({ actor }: ServiceContext, companyId: string): readonly string[] | null {
  if (actor.memberships.get(companyId) !== STOCK_KEEPER) return null;
  return actor.kind === 'user' ? [...(actor.units?.get(companyId) ?? [])] : [];
}

/**
 * Lists of a stock keeper name one of the keeper's own units: there is no list of all. Throws
 * storage_unit_required | forbidden.
 */
export function requireOwnUnit(ctx: ServiceContext, companyId: string, unitId: string | undefined): void {
  const own = ownUnits(ctx, companyId);
  if (own === null) return;
  if (unitId === undefined)
    throw new DomainError('storage_unit_required', undefined, { field: 'storage_unit_id' });
  if (own.includes(unitId)) return;
  if (ctx.refusal) ctx.refusal.of = { companyId, permission: 'stock' };
  throw new DomainError('forbidden', 'a storage unit of others', { permission: 'stock' });
}
