import type { Database } from '@/db/client';

/**
 * Tables with a row whose text contains one of the secrets (R6); every column of every table is looked at.
 */
export async function findSecrets(db: Database, secrets: readonly string[]): Promise<string[]> {
  const tables = await db.$client<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  const found: string[] = [];
  for (const { schema, name } of tables) {
    const rows = await db.$client`
      select 1 from ${db.$client(schema)}.${db.$client(name)} t
      where exists (select 1 from unnest(${[...secrets]}::text[]) s where strpos(t::text, s) > 0) limit 1`;
    if (rows.length > 0) found.push(`${schema}.${name}`);
  }
  return found;
}
