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

/** One text that grows: of a day's thousands of values few have anything to be escaped. */
export function arrayLiteral(values: readonly unknown[]): string {
  let text = '{';
  let comma = '';
  for (const value of values) {
    text += comma + element(value);
    comma = ',';
  }
  return `${text}}`;
}

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  const said = String(value);
  const isPlain = !said.includes('"') && !said.includes('\\');
  return isPlain ? `"${said}"` : `"${said.replace(/["\\]/g, '\\$&')}"`;
}
