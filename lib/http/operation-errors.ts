import { z } from 'zod';
import type { ErrorCode } from '@/lib/core/error-codes';
import { scopesOf } from './key-scope';
import type { Operation } from './operation';

/** Every code the operation can answer with: those of its shape, and its own. */
export function errorsOf(operation: Operation): ErrorCode[] {
  const { method, path, isPublic, effects = 'database', errors = [] } = operation;
  const isWrite = method !== 'GET';
  const codes = new Set<ErrorCode>([
    'internal_error',
    'service_unavailable',
    'rate_limited',
    'validation_failed',
    ...errors,
  ]);
  if (!isPublic) codes.add('unauthenticated');
  const scopes = scopesOf(operation);
  if (scopes === 'person') codes.add('person_required');
  else if (scopes.length > 0) codes.add('key_scope_missing');
  if (asksForDay(operation)) codes.add('date_out_of_range');
  if (inputNames(operation).includes('company_id'))
    codes.add('unauthorized_company_access').add('second_factor_needed').add('forbidden');
  if (path.includes('{')) codes.add('not_found');
  if (isWrite) {
    for (const code of ['cross_origin_refused', 'malformed_json', 'payload_too_large'] as const)
      codes.add(code);
    codes.add('unsupported_media_type');
    if (!isPublic && effects !== 'session') codes.add('forbidden');
    if (effects !== 'session') codes.add('idempotency_key_reused').add('idempotency_key_in_progress');
  }
  return [...codes].sort();
}

const inputSchema = (operation: Operation) =>
  z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' });

/** Whether a business day (R36) is anywhere in its input. */
function asksForDay(operation: Operation): boolean {
  return JSON.stringify(inputSchema(operation)).includes('"format":"date"');
}

function inputNames(operation: Operation): string[] {
  const schema = inputSchema(operation);
  return Object.keys(schema.properties ?? {});
}
