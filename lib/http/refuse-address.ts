import { v7 } from 'uuid';
import { DomainError } from '@/lib/core/domain-error';
import { errorResponse } from './error-response';

function refuse(error: DomainError): Response {
  const response = errorResponse(error);
  response.headers.set('x-request-id', v7());
  response.headers.set('cache-control', 'no-store');
  return response;
}

/** An address below /api that is none of ours is refused in JSON, not with a page. */
export const refuseAddress = () => refuse(new DomainError('not_found', 'no such address'));

/** For a route beside the registry that only reads. */
export const refuseAllButGet = () =>
  refuse(new DomainError('method_not_allowed', undefined, { allow: ['GET'] }));
