import type { DomainError } from '@/lib/core/domain-error';

export function errorResponse(error: DomainError): Response {
  const { code, message, details } = error;
  const headers = new Headers();
  if (code === 'method_not_allowed' && Array.isArray(details?.allow))
    headers.set('allow', details.allow.join(', '));
  const wait = details?.retry_after;
  if (typeof wait === 'number') headers.set('retry-after', String(wait));
  if (code === 'unauthenticated') headers.set('www-authenticate', 'Bearer');
  return Response.json(
    { error: { code, message, ...(details && { details }) } },
    { status: error.status, headers },
  );
}
