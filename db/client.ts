import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema';

export type Database = PostgresJsDatabase<typeof schema> & { $client: postgres.Sql };
export type Transaction = Parameters<Parameters<PostgresJsDatabase<typeof schema>['transaction']>[0]>[0];
/** What a query needs: the pool or an open transaction. */
export type Queryable = PostgresJsDatabase<typeof schema> | Transaction;

/** Opens a pool. Bigints come back as bigint, dates as strings: nothing is rounded or moved to another zone on the way. */
export function openDatabase(url: string, options: { max?: number; name?: string } = {}): Database {
  const client = postgres(url, {
    max: options.max ?? 10,
    idle_timeout: 30,
    connection: { application_name: options.name ?? 'bestellfix', TimeZone: 'UTC' },
    onnotice: () => {},
  });
  return drizzle(client, { schema });
}
