import { DomainError } from '@/lib/core/domain-error';

const LIMIT = 1_048_576;

/**
 * The body as text, at most 1 MB unless said otherwise, counted while it arrives: a length may be missing or
 * a lie. Written here: Next limits the bodies of actions, not those of route handlers. Throws
 * payload_too_large | unsupported_media_type | malformed_json.
 */
export async function readBody(request: Request, limit = LIMIT): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new DomainError('payload_too_large');
  if (!request.body) return '';
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      throw new DomainError('payload_too_large');
    }
    chunks.push(value);
  }
  if (size > 0) refuseOtherTypes(request.headers.get('content-type'));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    throw new DomainError('malformed_json', 'the body is not UTF-8', undefined, { cause: error });
  }
}

/** No type at all is taken for JSON: nothing else is spoken here. */
function refuseOtherTypes(type: string | null): void {
  if (type === null || /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type.trim())) return;
  throw new DomainError('unsupported_media_type', 'the body must be application/json', { given: type });
}

/** A JSON object; nothing at all counts as an empty one. Throws malformed_json. */
export function parseJsonObject(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new DomainError('malformed_json', 'the body is not JSON', undefined, { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DomainError('malformed_json', 'the body must be a JSON object');
  }
  return value as Record<string, unknown>;
}
