import type { ApiKeyScope } from '@/lib/contracts/people';
import { DomainError } from '@/lib/core/domain-error';
import type { Actor } from '@/lib/services/context';
import type { Operation } from './operation';

/**
 * Calls about people, their sessions and keys: a key never makes, changes or lists them, whatever its role
 * (R2).
 */
const PEOPLE =
  /^\/(account|company-deletion|address|name|invitations|members|api-keys|companies|sessions|password|second-factor|second-factor-rule)(\/|$)/;
/** Writes of the ledger; every other write is set-up. */
const LEDGER = [
  /^\/ledger\//,
  /^\/stock-counts\//,
  /^\/period-lock$/,
  /^\/locations\/\{id\}\/(transfers|migration|missed-nights)(\/|$)/,
];
/** Writes of both: they change how days are planned and the days themselves. */
const BOTH = [/^\/(changes|imports)\/apply$/, /^\/locations\/\{id\}\/activate$/];
/** Sent like a write, writes nothing. */
const READS = [/^\/(changes|imports)\/preview$/, /^\/stock-counts\/review$/];

/** The scopes a key needs for an operation; `person` where no key will do. Public calls need none. */
export function scopesOf(
  operation: Pick<Operation, 'method' | 'path' | 'isPublic'>,
): ApiKeyScope[] | 'person' {
  const { method, path } = operation;
  const isOne = (patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(path));
  if (operation.isPublic || path === '/session') return [];
  if (PEOPLE.test(path) && !(method === 'GET' && path === '/companies')) return 'person';
  if (method === 'GET' || isOne(READS)) return ['read'];
  if (isOne(BOTH)) return ['setup', 'ledger'];
  return [isOne(LEDGER) ? 'ledger' : 'setup'];
}

/** Refuses a key what its scopes do not hold. Throws person_required | key_scope_missing. */
export function requireScopes(actor: Actor, operation: Operation): void {
  if (actor.kind !== 'api_key') return;
  const needed = scopesOf(operation);
  if (needed === 'person') throw new DomainError('person_required', 'keys do not administer people or keys');
  const missing = needed.filter((scope) => !actor.scopes.has(scope));
  if (missing.length > 0) {
    throw new DomainError('key_scope_missing', `the key lacks: ${missing.join(', ')}`, { missing });
  }
}
