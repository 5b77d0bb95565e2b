import { ZodError } from 'zod';
import { DomainError } from '@/lib/core/domain-error';
import type { Log } from '@/lib/platform/log';
import { codesOf, isDatabaseAway, wasInTheWay } from './violations';

/** What Postgres says of a value no column can hold: too large a number, a day or a time zone out of range, no id, a NUL in a text. */
const UNFIT_VALUE = /^22(003|007|008|009|021|P02|P05)$/;

/** Any error as a DomainError. An unforeseen one is logged in full and becomes internal_error (R34). */
export function toDomainError(error: unknown, requestId: string, log: Log): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof ZodError) {
    const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    return new DomainError('validation_failed', 'the input is not valid', { issues });
  }
  const codes = codesOf(error);
  if (codes.some((code) => UNFIT_VALUE.test(code))) {
    return new DomainError('validation_failed', 'a value is out of range or not a text');
  }
  log.error({ err: error }, 'request failed unexpectedly');
  if (wasInTheWay(error)) {
    return new DomainError('service_unavailable', 'a lock conflict or a time-out in the database');
  }
  if (isDatabaseAway(error)) return new DomainError('service_unavailable', 'the database cannot be reached');
  return new DomainError('internal_error', 'an unexpected error', { request_id: requestId });
}
