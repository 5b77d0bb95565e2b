import { sql } from 'drizzle-orm';
import type { Transaction } from './client';
import { connect } from './connect';

/** Milliseconds; 0 is none. */
export interface Timeouts {
  statement_timeout: number;
  lock_timeout: number;
  idle_in_transaction_session_timeout: number;
}

/**
 * Lets the role of an address keep its time-outs in this database, for every connection it opens from now on.
 * Not said when a connection begins: poolers refuse such parameters, and behind them a connection is not
 * one's own. Migrations go without them.
 */
export async function keepTimeouts(url: string, wanted: Timeouts): Promise<void> {
  const client = connect(url, { max: 1, connection: { application_name: 'bestellfix-timeouts' } });
  try {
    const names = Object.keys(wanted);
    const found = await client<{ name: string; setting: string; database: string }[]>`
      select name, setting, quote_ident(current_database()) as database from pg_settings where name = any(${names})`;
    for (const { name, setting, database } of found) {
      const milliseconds = wanted[name as keyof Timeouts];
      if (Number(setting) !== milliseconds)
        await client.unsafe(`alter role current_user in database ${database} set ${name} = ${milliseconds}`);
    }
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** For the rest of this transaction, whatever its role keeps. */
export async function limitStatements(tx: Transaction, milliseconds: number): Promise<void> {
  await tx.execute(sql`select set_config('statement_timeout', ${String(milliseconds)}, true)`);
}
