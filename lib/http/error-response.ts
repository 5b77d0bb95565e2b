import { ZodError } from 'zod';
import { DomainError } from '@/lib/core/domain-error';
import type { Log } from '@/lib/platform/log';

const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|57P0[123]|53300)$/;

/** Any error as the DomainError it is told as; what nobody foresaw is logged and never shown (R34). */
export function toDomainError(error: unknown, requestId: string, log: Log): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof ZodError) {
    const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    return new DomainError('validation_failed', 'the input is not valid', { issues });
  }
  log.error({ err: error }, 'request failed unexpectedly');
  const isDown = codesOf(error).some((code) => UNREACHABLE.test(code));
  if (isDown) return new DomainError('service_unavailable', 'the database cannot be reached');
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

function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let e = error, depth = 0; typeof e === 'object' && e !== null && depth < 5; depth++) {
    const { code, cause } = e as { code?: unknown; cause?: unknown };
    if (typeof code === 'string') codes.push(code);
    e = cause;
  }
  return codes;
}
