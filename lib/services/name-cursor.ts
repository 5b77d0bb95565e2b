import { decodeCursor, encodeCursor, UUID } from './cursor';

/** Where a list ordered by lower(name), id goes on. */
export interface NameCursor {
  name: string;
  id: string;
}

export const encodeNameCursor = (cursor: NameCursor) => encodeCursor([cursor.name, cursor.id]);

export function decodeNameCursor(cursor: string | undefined): NameCursor | undefined {
  const [name, id] = decodeCursor(cursor, [/^/, UUID]);
  return name !== undefined && id ? { name, id } : undefined;
}
