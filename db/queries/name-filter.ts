import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

export interface NameFilter {
  search?: string | undefined;
  includeArchived: boolean;
  limit: number;
  after?: { name: string; id: string } | undefined;
}

/** Behind the row that a page ended with; `nameKey` is what the list is ordered by. */
export const afterName = (nameKey: SQL, idColumn: PgColumn, cursor: NameFilter['after']) =>
  cursor ? sql`(${nameKey}, ${idColumn}) > (${cursor.name}, ${cursor.id}::uuid)` : undefined;
