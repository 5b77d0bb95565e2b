import { DomainError } from '@/lib/core/domain-error';
import type { ErrorCode } from '@/lib/core/error-codes';

/** Name of the constraint an error of Postgres reports, also when drizzle wrapped it; undefined otherwise. */
export function violatedConstraint(error: unknown): string | undefined {
  for (let e: unknown = error, depth = 0; typeof e === 'object' && e !== null && depth < 5; depth++) {
    const { code, constraint_name } = e as { code?: unknown; constraint_name?: unknown };
    if (typeof code === 'string' && code.startsWith('23') && typeof constraint_name === 'string') {
      return constraint_name;
    }
    e = (e as { cause?: unknown }).cause;
  }
  return undefined;
}

const AWAY =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|08\w{3}|57P0[123]|53300)$/;

/** The database cannot be reached, or went away in the middle: nothing is wrong with what was asked. */
export const isDatabaseAway = (error: unknown) => codesOf(error).some((code) => AWAY.test(code));

/**
 * Ended by a time-out, a deadlock, or a COMMIT that rolled back. The same request can succeed when it is sent
 * again.
 */
const IN_THE_WAY = /^(40000|40001|40P01|55P03|57014|25P0[34])$/;
export const wasInTheWay = (error: unknown) => codesOf(error).some((code) => IN_THE_WAY.test(code));

/** A lock was not got within `lock_timeout`. */
export const isLockTimeout = (error: unknown) => codesOf(error).includes('55P03');

/** The codes of an error and of what caused it: of Postgres, the network or ours. */
export function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let e: unknown = error, depth = 0; typeof e === 'object' && e !== null && depth < 5; depth++) {
    const { code, cause } = e as { code?: unknown; cause?: unknown };
    if (typeof code === 'string') codes.push(code);
    e = cause;
  }
  return codes;
}

/** The field of the request that a code is about, so that a form says it there. */
const FIELDS: Partial<Record<ErrorCode, string>> = { name_taken: 'name', email_taken: 'email' };

/**
 * Throws the code that belongs to the violated constraint, or the error itself: Postgres decides races, this
 * names them.
 */
export function onViolation(error: unknown, codes: Readonly<Record<string, ErrorCode>>): never {
  const constraint = violatedConstraint(error);
  const code = constraint === undefined ? undefined : codes[constraint];
  if (!code) throw error;
  const field = FIELDS[code];
  throw new DomainError(code, undefined, field === undefined ? undefined : { field }, { cause: error });
}
