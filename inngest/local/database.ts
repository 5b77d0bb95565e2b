import { randomInt } from 'node:crypto';
import type { Sql } from 'postgres';
import { connect } from '@/db/connect';
import { schemaSql } from './schema.sql';

/**
 * "inng": the first half of the advisory lock that each running server holds, the second being its instance
 * number.
 */
export const LOCK_SPACE = 0x696e6e67;
const STARTUP_MS = 30_000;

/** The database of one server: its schema, and the session lock that tells others that the server runs. */
export class JobDatabase {
  readonly sql: Sql;
  /** The number of this server among those that share the database. */
  readonly instance = randomInt(1, 2 ** 31 - 1);
  /** Holds the lock; never closed by age or idleness. */
  private readonly session: Sql;

  constructor(url: string, prepare: boolean) {
    this.sql = connect(url, { max: 6, prepare });
    this.session = connect(url, { max: 1, prepare, max_lifetime: null, idle_timeout: 0 });
  }

  /** Makes the schema and takes the lock. Started together with its database, a server waits for it. */
  async open(): Promise<void> {
    const deadline = Date.now() + STARTUP_MS;
    for (;;) {
      try {
        await this.makeSchema();
        break;
      } catch (error) {
        if (Date.now() > deadline || !/^(ECONN|CONNECT|57P0)/.test(codeOf(error))) throw error;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
    await this.holdInstanceLock();
  }

  /** Takes the lock unless the session has it; a session that was lost took it along. */
  async holdInstanceLock(): Promise<void> {
    await this.session`
      select case when exists (
        select 1 from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
          and objid = ${this.instance}::int::oid and classid = ${LOCK_SPACE}::int::oid)
      then true else pg_try_advisory_lock(${LOCK_SPACE}, ${this.instance}) end`;
  }

  async isAway(): Promise<boolean> {
    return this.sql`select 1`.then(
      () => false,
      () => true,
    );
  }

  /**
   * State that was deleted under a running server begins anew; the apps are registered again at the next
   * sync.
   */
  async restoreSchemaAfter(error: unknown): Promise<void> {
    if (/^(42P01|3F000)$/.test(codeOf(error))) await this.makeSchema().catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.session.end({ timeout: 1 });
    await this.sql.end({ timeout: 1 });
  }

  private makeSchema(): Promise<unknown> {
    return this.sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtext('inngest_local.schema'))`;
      await tx.unsafe(schemaSql);
    });
  }
}

const codeOf = (error: unknown) => String((error as { code?: unknown }).code);
