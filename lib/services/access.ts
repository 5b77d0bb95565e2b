import { findCompanyOfThing, type Thing } from '@/db/queries/things';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from './context';

/** What each role may do (R2). Whatever is not listed here, a role or a permission, is denied. */
const PERMISSIONS: Readonly<Record<string, readonly Permission[]>> = {
  owner: ['stock', 'read', 'enter', 'manage', 'administer', 'people'],
  manager: ['stock', 'read', 'enter', 'manage'],
  viewer: ['stock', 'read'],
  // Within its own storage units alone: whoever asks for one of these asks ownUnits as well (R53).
  stock_keeper: ['stock', 'enter'],
  system: ['stock', 'read', 'enter', 'manage'],
};
/**
 * `stock`: what a storage unit holds and what is needed to enter it; `enter`: counts, receipts and waste;
 * `read`: all else there is to see. `people`: members and API keys, which only a person administers (R2).
 */
export type Permission = 'stock' | 'read' | 'enter' | 'manage' | 'administer' | 'people';

/**
 * First line of a service whose caller named the company: refused alike whether it exists or not (R3). Throws
 * unauthenticated | unauthorized_company_access | second_factor_needed | forbidden | person_required.
 */
export function requireCompany(ctx: ServiceContext, companyId: string, permission: Permission): void {
  const role = ctx.actor.memberships.get(companyId);
  if (ctx.actor.kind === 'anonymous') throw new DomainError('unauthenticated');
  if (ctx.refusal) ctx.refusal.of = { companyId, permission };
  if (role === undefined) {
    const isBarred = ctx.actor.kind === 'user' && ctx.actor.barred?.has(companyId);
    throw new DomainError(isBarred ? 'second_factor_needed' : 'unauthorized_company_access');
  }
  if (permission === 'people' && ctx.actor.kind !== 'user') throw new DomainError('person_required');
  if (!PERMISSIONS[role]?.includes(permission)) {
    throw new DomainError('forbidden', `the role may not ${permission}`, { permission });
  }
  if (ctx.refusal) ctx.refusal.of = undefined;
}

/**
 * First line of a service whose caller named a thing: finds its company among the actor's own, or `not_found`
 * (R3). Returns the company id that every later query filters by. Throws what `requireCompany` throws too.
 */
export async function requireThing(
  ctx: ServiceContext,
  thing: Thing,
  input: { id: string; company_id?: string | undefined },
  permission: Permission,
): Promise<string> {
  if (ctx.actor.kind === 'anonymous') throw new DomainError('unauthenticated');
  if (input.company_id !== undefined) requireCompany(ctx, input.company_id, permission);
  const companies = input.company_id === undefined ? [...ctx.actor.memberships.keys()] : [input.company_id];
  const companyId = await findCompanyOfThing(ctx.db, thing, input.id, companies);
  if (companyId === undefined) throw new DomainError('not_found', `no such ${thing}`, { thing });
  requireCompany(ctx, companyId, permission);
  return companyId;
}
