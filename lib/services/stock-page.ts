import type { StockKeys } from '@/db/queries/stock';
import { decodeCursor, encodeCursor, UUID } from './cursor';

/** Where a list of ingredients by name, each in its storage units, goes on; undefined for the first page. */
export function stockAfter(cursor: string | undefined) {
  const [name, ingredientId, storageUnitId] = decodeCursor(cursor, [/^/, UUID, UUID]);
  return name !== undefined && ingredientId && storageUnitId
    ? { name, ingredientId, storageUnitId }
    : undefined;
}

/** Such a page; `rows` holds one more than `limit` when there is a next one. */
export function stockPage<R extends StockKeys>(rows: readonly R[], limit: number) {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const next_cursor = last ? encodeCursor([last.nameKey, last.ingredientId, last.storageUnitId]) : null;
  return { page, next_cursor };
}
