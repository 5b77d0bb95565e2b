import { ZodError } from 'zod';
import { DomainError } from '@/lib/core/domain-error';
import type { Log } from '@/lib/platform/log';
import { isDatabaseAway } from '@/lib/services/violations';

/** Any error as the DomainError it is told as; what nobody foresaw is logged and never shown (R34). */
export function toDomainError(error: unknown, requestId: string, log: Log): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof ZodError) {
    const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    return new DomainError('validation_failed', 'the input is not valid', { issues });
  }
  log.error({ err: error }, 'request failed unexpectedly');
  if (isDatabaseAway(error)) return new DomainError('service_unavailable', 'the database cannot be reached');
  return new DomainError('internal_error', 'an unexpected error', { request_id: requestId });
}

export function errorResponse(error: DomainError): Response {
  const { code, message, details } = error;
  const headers = new Headers();
  if (code === 'method_not_allowed' && Array.isArray(details?.allow))
    headers.set('allow', details.allow.join(', '));
  if (code === 'unauthenticated') headers.set('www-authenticate', 'Bearer');
  return Response.json(
    { error: { code, message, ...(details && { details }) } },
    { status: error.status, headers },
  );
}
