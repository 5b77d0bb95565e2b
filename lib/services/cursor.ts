import { DomainError } from '@/lib/core/domain-error';

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Where a list goes on: the last row's sort keys, as text. */
export const encodeCursor = (keys: readonly string[]) =>
  Buffer.from(JSON.stringify(keys)).toString('base64url');

/** The keys of a cursor, each of the shape it must have; nothing for the first page. */
export function decodeCursor(cursor: string | undefined, shapes: readonly RegExp[]): string[] {
  if (cursor === undefined) return [];
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(keys) && keys.length === shapes.length) {
      if (shapes.every((shape, index) => typeof keys[index] === 'string' && shape.test(keys[index]))) {
        return keys as string[];
      }
    }
  } catch {
    // Falls through to the one answer for a cursor that is not ours.
  }
  throw new DomainError('validation_failed', 'the cursor is not one of ours', { field: 'cursor' });
}
