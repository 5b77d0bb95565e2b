import { DomainError } from '@/lib/core/domain-error';

/** Where a list ordered by lower(name), id goes on. */
export interface NameCursor {
  name: string;
  id: string;
}

export const encodeNameCursor = (cursor: NameCursor) =>
  Buffer.from(JSON.stringify([cursor.name, cursor.id])).toString('base64url');

export function decodeNameCursor(cursor: string | undefined): NameCursor | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [name, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof name === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) return { name, id };
  } catch {
    // Falls through to the one answer for a cursor that is not ours.
  }
  throw new DomainError('validation_failed', 'the cursor is not one of ours', { field: 'cursor' });
}
