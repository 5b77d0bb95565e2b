import { type Logger, sql } from 'drizzle-orm';
import { PgPreparedQuery } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { connect } from './connect';
import * as schema from './schema';
import { withoutParameters } from './without-values';

export type Database = PostgresJsDatabase<typeof schema> & { $client: postgres.Sql };
export type Transaction = Parameters<Parameters<PostgresJsDatabase<typeof schema>['transaction']>[0]>[0];
/** What a query needs: the pool or an open transaction. */
export type Queryable = PostgresJsDatabase<typeof schema> | Transaction;

export interface DatabaseOptions {
  max?: number;
  name?: string;
  /**
   * False where statements may not have names: a pooler may give the next transaction to another server
   * connection.
   */
  prepare?: boolean;
  /** Told of every statement before it is sent. */
  logger?: Logger;
}

/** Shown each statement of drizzle's: its text, without values, and how to run it. */
export type StatementObserver = <T>(text: string, run: () => Promise<T>) => Promise<T>;
let observe: StatementObserver | undefined;

/** Once, before the first statement of the process. */
export function observeStatements(observer: StatementObserver): void {
  observe = observer;
}

interface Prepared {
  queryWithCache(text: string, parameters: unknown[], query: () => Promise<unknown>): Promise<unknown>;
}
const prepared = PgPreparedQuery.prototype as unknown as Prepared;
const { queryWithCache } = prepared;
/** Every error of a drizzle statement passes here and loses its parameters, whoever logs it (R6). */
prepared.queryWithCache = async function (this: Prepared, ...statement) {
  try {
    const run = () => queryWithCache.apply(this, statement);
    return await (observe ? observe(statement[0], run) : run());
  } catch (error) {
    throw withoutParameters(error);
  }
};

/**
 * Opens a pool. Bigints come back as bigint, dates as strings: nothing is rounded or moved to another zone on
 * the way.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const client = connect(url, {
    max: options.max ?? 10,
    idle_timeout: 30,
    prepare: options.prepare ?? true,
    // No other parameter: poolers refuse those they do not know.
    connection: { application_name: options.name ?? 'bestellfix', TimeZone: 'UTC' },
  });
  return drizzle(client, { schema, ...(options.logger && { logger: options.logger }) });
}

/** Asks for nothing: rejects when the database does not answer. */
export async function ping(db: Queryable): Promise<void> {
  await db.execute(sql`select 1`);
}
