import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type postgres from 'postgres';
import { grantAppRole, roleOf } from './app-role';
import { connect } from './connect';
import { SCHEMA_LOCK } from './locks';

const WAIT_SECONDS = 60;
const LOCK_NOT_AVAILABLE = '55P03';

/** Migrations waited for others in vain; the message says for whom and what to do. */
export class MigrationsBlockedError extends Error {
  readonly code = LOCK_NOT_AVAILABLE;
}

export interface MigrateOptions {
  /**
   * Another address of the same database: its user is the app's role and gets the app's rights, unless it is
   * the owner itself.
   */
  appUrl?: string | undefined;
  /** How long to wait for another process, or for a lock on a table, before giving up with a message. */
  waitSeconds?: number;
  /** Told when it has to wait. */
  say?: (line: string) => void;
}

export const MIGRATIONS = path.join(process.cwd(), 'db', 'migrations');

/**
 * Brings the database at `url` to the newest schema. Safe to call from several processes at once; a second
 * call does nothing. All in one transaction with its lock in it, so that nothing is left behind on a server
 * connection of a pooler.
 */
export async function migrateDatabase(url: string, options: MigrateOptions = {}): Promise<void> {
  const { waitSeconds = WAIT_SECONDS, say = () => {}, appUrl } = options;
  const role = appUrl === undefined || appUrl === url ? undefined : await roleOf(appUrl);
  const client = connect(url, { max: 1, connection: { application_name: 'bestellfix-migrate' } });
  try {
    await client.begin(async (tx) => {
      await tx.unsafe(
        `set local lock_timeout = '${waitSeconds}s'; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`,
      );
      await takeSchemaLock(tx, waitSeconds, say);
      await migrate(drizzle(within(client, tx)), {
        migrationsFolder: MIGRATIONS,
      });
      const [owner] = await tx<{ name: string }[]>`select current_user as name`;
      if (role !== undefined && role !== owner?.name) await grantAppRole(tx, role);
    });
  } catch (error) {
    if (!codes(error).includes(LOCK_NOT_AVAILABLE)) throw error;
    throw new MigrationsBlockedError(await whatToDo(client, waitSeconds), { cause: error });
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function takeSchemaLock(
  tx: postgres.TransactionSql,
  waitSeconds: number,
  say: (line: string) => void,
): Promise<void> {
  const [taken] = await tx<{ free: boolean }[]>`select pg_try_advisory_xact_lock(${SCHEMA_LOCK}) as free`;
  if (taken?.free) return;
  say(`Another process is migrating this database; waiting for it, at most ${waitSeconds} s.`);
  await tx`select pg_advisory_xact_lock(${SCHEMA_LOCK})`;
}

/** Drizzle wants a client that it may begin a transaction on; within one, that is a savepoint. */
export function within(client: postgres.Sql, tx: postgres.TransactionSql): postgres.Sql {
  return Object.assign(tx, {
    options: client.options,
    begin: (work: (inner: postgres.TransactionSql) => Promise<unknown>) => tx.savepoint(work),
  }) as unknown as postgres.Sql;
}

interface Holder {
  pid: number;
  name: string;
  address: string | null;
  state: string | null;
  seconds: number;
  holds_turn: boolean;
}

/**
 * Names the sessions that are in the way: the one that holds the migrations' lock, or else those with a
 * transaction open for long.
 */
async function whatToDo(client: postgres.Sql, waitSeconds: number): Promise<string> {
  const holders = await client<Holder[]>`
    select a.pid, a.application_name as name, host(a.client_addr) as address, a.state,
           extract(epoch from clock_timestamp() - coalesce(a.xact_start, a.state_change))::int as seconds,
           l.pid is not null as holds_turn
    from pg_stat_activity a
    left join pg_locks l on l.pid = a.pid and l.locktype = 'advisory' and l.granted and l.objsubid = 1
      and (l.classid::bigint << 32 | l.objid::bigint) = ${SCHEMA_LOCK}
    where a.datname = current_database() and a.pid <> pg_backend_pid()
      and (l.pid is not null or a.xact_start < clock_timestamp() - make_interval(secs => ${waitSeconds}))
    order by holds_turn desc, seconds desc limit 3`.catch(() => []);
  const first = holders[0];
  const named = holders
    .filter((holder) => holder.holds_turn === first?.holds_turn)
    .map(
      ({ pid, name, address, state, seconds }) =>
        `database session ${pid} ("${name}"${address ? ` from ${address}` : ''}, ${state ?? 'state unknown'}, since ${seconds} s)`,
    );
  const what = first?.holds_turn
    ? `The database is being migrated, or a connection was left with that lock: ${named.join(', ')}.`
    : `A table that the migrations need was locked for ${waitSeconds} s${named.length > 0 ? ` by ${named.join(' or ')}` : ''}.`;
  const end = first ? `, or end that session: select pg_terminate_backend(${first.pid})` : '';
  return `${what}\nNothing was changed. Wait and start again${end}. Behind a pooler, name a direct connection with DATABASE_DIRECT_URL.`;
}

function codes(error: unknown): unknown[] {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return cause === undefined ? [code] : [code, ...codes(cause)];
}
