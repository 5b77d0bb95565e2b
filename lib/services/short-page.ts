import type { Page } from '@/lib/contracts/common';
import { decodeCursor, encodeCursor, UUID } from './cursor';

/** A page of a list short enough to be read whole; the cursor names the last row shown. */
export function shortPage<T>(
  rows: readonly T[],
  idOf: (row: T) => string,
  input: { limit: number; cursor?: string | undefined },
): Page<T> {
  const [after] = decodeCursor(input.cursor, [UUID]);
  const from = after === undefined ? 0 : rows.findIndex((row) => idOf(row) === after) + 1;
  const data = rows.slice(from, from + input.limit);
  const last = rows.length > from + input.limit ? data.at(-1) : undefined;
  return { data, next_cursor: last ? encodeCursor([idOf(last)]) : null };
}
