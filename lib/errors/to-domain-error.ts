import { ZodError } from 'zod';
import { DomainError, isDomainError } from '@/lib/core/domain-error';
import type { ErrorCode } from '@/lib/core/error-codes';
import type { Log } from '@/lib/platform/log';
import { codesOf, isDatabaseAway, wasInTheWay } from './violations';

/**
 * What Postgres says of a value no column can hold: too large a number, a day or a time zone out of range, no
 * id, a NUL in a text.
 */
const UNFIT_VALUE = /^22(003|007|008|009|021|P02|P05)$/;

/**
 * Id and log of the request that failed, as a ServiceContext has them. For a job the id is that of its run.
 */
interface Request {
  requestId: string;
  log: Log;
}

/**
 * The error code of any error (R34). Routes, actions, jobs, the OAuth callback and failed transfers all use
 * it, so that the same failure has the same code everywhere.
 */
export function codeOf(error: unknown): ErrorCode {
  if (isDomainError(error)) return error.code;
  if (error instanceof ZodError || codesOf(error).some((code) => UNFIT_VALUE.test(code))) {
    return 'validation_failed';
  }
  return wasInTheWay(error) || isDatabaseAway(error) ? 'service_unavailable' : 'internal_error';
}

/**
 * Any error as a DomainError. An unforeseen one is logged in full and becomes service_unavailable or
 * internal_error (R34), with the request's id as `request_id`: the log line has the same one.
 */
export function toDomainError(
  error: unknown,
  { requestId, log }: Request,
  what = 'request failed',
): DomainError {
  if (isDomainError(error)) return error;
  if (error instanceof ZodError) {
    const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    return new DomainError('validation_failed', 'the input is not valid', { issues });
  }
  const code = codeOf(error);
  if (code === 'validation_failed') return new DomainError(code, 'a value is out of range or not a text');
  log.error({ err: error, code }, what);
  return new DomainError(code, messageOf(error, code), { request_id: requestId }, { cause: error });
}

function messageOf(error: unknown, code: ErrorCode): string {
  if (code === 'internal_error') return 'an unexpected error';
  return wasInTheWay(error)
    ? 'a lock conflict or a time-out in the database'
    : 'the database cannot be reached';
}
