import type { Database } from '@/db/client';

/** What a migration writes and the floor copies. */
const TABLES = ['sales_snapshots', 'sale_lines', 'sale_accounts', 'ledger_entries'];

/** Milliseconds to COPY the rows the migration wrote into tables without index, key or trigger. */
export async function copyRows(db: Database, companyId: string): Promise<number> {
  const client = db.$client;
  const [place] = await client<
    { file: string }[]
  >`select current_setting('data_directory') || '/bench.copy' as file`;
  let spent = 0;
  for (const table of TABLES) {
    const columns = await client<{ name: string }[]>`
      select column_name as name from information_schema.columns where table_schema = 'public' and table_name = ${table}
        and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position`;
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    await client.unsafe(
      `copy (select ${names} from ${table} where company_id = '${companyId}') to '${place?.file}'`,
    );
    await client.unsafe(`create table bench_copy as select ${names} from ${table} with no data`);
    const from = performance.now();
    const { count } = await client.unsafe(`copy bench_copy from '${place?.file}'`);
    spent += performance.now() - from;
    if (count === 0) throw new Error(`nothing was copied into a table like ${table}`);
    await client.unsafe('drop table bench_copy');
  }
  return spent;
}
