import type { Page } from '@/lib/contracts/common';
import { encodeNameCursor } from './name-cursor';

/** A page of things ordered by name; `rows` holds one more than `limit` when there is a next page. */
export function namedPage<R extends { id: string }, T>(
  rows: readonly { row: R; nameKey: string }[],
  limit: number,
  toThing: (row: R) => T,
): Page<T> {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map(({ row }) => toThing(row)),
    next_cursor: last ? encodeNameCursor({ name: last.nameKey, id: last.row.id }) : null,
  };
}
