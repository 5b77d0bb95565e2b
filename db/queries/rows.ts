import type { SQL } from 'drizzle-orm';
import type { Queryable } from '@/db/client';

/**
 * The rows of a SQL sentence, its columns in camelCase as everywhere in TypeScript: `business_day` is
 * `businessDay`. What stands inside a JSON column is left as it is. `Row` says the types; numeric and bigint
 * columns arrive as text.
 */
export async function listRows<Row extends object>(db: Queryable, query: SQL): Promise<Row[]> {
  const rows = await db.execute(query);
  const names = new Map<string, string>();
  const nameOf = (column: string) => {
    const known = names.get(column) ?? toCamelCase(column);
    names.set(column, known);
    return known;
  };
  return rows.map(
    (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [nameOf(name), value])) as Row,
  );
}

/** The first row, or undefined. */
export async function findRow<Row extends object>(db: Queryable, query: SQL): Promise<Row | undefined> {
  return (await listRows<Row>(db, query))[0];
}

const toCamelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
