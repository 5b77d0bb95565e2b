import type { SQL } from 'drizzle-orm';
import type { Queryable } from '@/db/client';

/**
 * The rows of a SQL sentence, its columns in camelCase as everywhere in TypeScript: `business_day` is
 * `businessDay`. What stands inside a JSON column is left as it is. `Row` says the types; numeric and bigint
 * columns arrive as text.
 */
export async function listRows<Row extends object>(db: Queryable, query: SQL): Promise<Row[]> {
  const rows = await db.execute(query);
  // The names once, not for each row: a day's lines are many.
  const names = rows.columns.map(({ name }) => [toCamelCase(name), name] as const);
  return rows.map((row) => {
    const renamed: Record<string, unknown> = {};
    for (const [name, column] of names) renamed[name] = row[column];
    return renamed as Row;
  });
}

/** The first row, or undefined. */
export async function findRow<Row extends object>(db: Queryable, query: SQL): Promise<Row | undefined> {
  return (await listRows<Row>(db, query))[0];
}

const toCamelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
