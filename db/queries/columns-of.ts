import { type SQL, sql } from 'drizzle-orm';

/**
 * Rows as one array a column for `unnest`: several times cheaper for Postgres to read than JSON. `columns`:
 * name in the row → SQL type. Values are text, numbers, booleans or null, sent as they read.
 */
export function columnsOf<R>(rows: readonly R[], columns: readonly (readonly [keyof R, string])[]): SQL {
  const arrays = columns.map(
    ([name, type]) => sql`${arrayLiteral(rows.map((row) => row[name]))}::${sql.raw(type)}[]`,
  );
  return sql`unnest(${sql.join(arrays, sql`, `)})`;
}

function arrayLiteral(values: readonly unknown[]): string {
  return `{${values.map(element).join(',')}}`;
}

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  return `"${String(value).replace(/["\\]/g, '\\$&')}"`;
}
