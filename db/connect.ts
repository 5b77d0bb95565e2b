import postgres from 'postgres';
import { withoutValues } from './without-values';

/**
 * The server ended a transaction by ROLLBACK where COMMIT was asked; nothing of it is there. Its code is
 * SQLSTATE's transaction_rollback.
 */
class RolledBackError extends Error {
  readonly code = '40000';
  constructor(answer: string) {
    super(`the transaction was not committed: the database answered COMMIT with ${answer}`);
    this.name = 'RolledBackError';
  }
}

/** The parts of a query of postgres.js 3.4 that are used here; its types do not have them. */
interface DriverQuery {
  /** Takes queries to their connection; each transaction and each savepoint has its own. */
  handler(query: DriverQuery): void;
  tagged: boolean;
  strings: readonly string[];
  executed: boolean;
  simple(): void;
  handle(): Promise<void>;
  resolve(result: { command?: string }): void;
  reject(error: unknown): void;
}

/** What the driver sends by itself around the work of a transaction, as it writes it. */
const CONTROL = new Set(['commit', 'rollback', 'savepoint ', 'rollback to ']);
/** Errors after which the connection is gone, or about to be. */
const GONE = /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|57P0|25P0[34])/;

/**
 * A transaction's fate; once it has an end, nothing of it may reach the connection, which by then may be
 * another's.
 */
interface Fate {
  end?: unknown;
}
const fates = new WeakMap<object, Fate>();
const MENDED = Symbol.for('bestellfix.transaction-control');

/**
 * postgres.js 3.4 sends `commit` as a named prepared statement and resolves whatever the answer is. Behind a
 * pooler that moves a session to another server connection, that statement is not there: the error aborts the
 * transaction, the driver sends it again, COMMIT answers ROLLBACK, and the promise resolves over work that is
 * lost. So these statements go by the simple protocol, which needs nothing to be prepared, and a COMMIT that
 * was none rejects. Errors are rid of the data they quote on the same way.
 */
function mendQueries(sql: postgres.Sql): void {
  // Made, but only sent when somebody waits for it.
  const prototype = Object.getPrototypeOf(sql.unsafe('')) as DriverQuery & { [MENDED]?: true };
  if (prototype[MENDED]) return;
  const { handle } = prototype;
  if (typeof handle !== 'function' || typeof prototype.simple !== 'function') {
    throw new Error('This version of postgres.js is not known: transaction control cannot be made safe.');
  }
  prototype.handle = function (this: DriverQuery) {
    if (this.executed) return handle.call(this);
    const fate = fates.get(this.handler);
    if (fate?.end !== undefined) {
      this.executed = true;
      this.reject(fate.end);
      return Promise.resolve();
    }
    settle(this, fate);
    if (this.tagged && CONTROL.has(this.strings[0] ?? '')) {
      this.simple();
      if (this.strings[0] === 'commit') expectCommit(this);
    }
    return handle.call(this);
  };
  Object.defineProperty(prototype, MENDED, { value: true });
}

/** Takes an error's data from it, and notes where it ends the transaction. */
function settle(query: DriverQuery, fate: Fate | undefined): void {
  const { reject } = query;
  query.reject = (error) => {
    const code = String((error as { code?: unknown } | null)?.code);
    if (fate && GONE.test(code)) fate.end ??= error;
    reject(withoutValues(error));
  };
}

function expectCommit(query: DriverQuery): void {
  const { resolve } = query;
  query.resolve = (result) =>
    result.command === 'COMMIT'
      ? resolve(result)
      : query.reject(new RolledBackError(result.command ?? 'nothing'));
}

type Work = (tx: postgres.TransactionSql) => unknown;

/**
 * When its connection breaks within a transaction, the driver still says `rollback` to it, which, connected
 * anew meanwhile, may carry somebody else's transaction. So a transaction that has ended says nothing any
 * more.
 */
function mendTransactions(sql: postgres.Sql): void {
  const { begin } = sql;
  const within = (tx: postgres.TransactionSql, fate: Fate): postgres.TransactionSql => {
    fates.set((tx.unsafe('') as unknown as DriverQuery).handler, fate);
    const { savepoint } = tx;
    const guarded = (...args: [Work] | [string, Work]) => {
      if (fate.end !== undefined) return Promise.reject(fate.end);
      const work = args.pop() as Work;
      const inner: Work = (nested) => work(within(nested as postgres.TransactionSql, fate));
      return args.length > 0 ? savepoint(String(args[0]), inner) : savepoint(inner);
    };
    return Object.assign(tx, { savepoint: guarded as typeof savepoint });
  };
  const guarded = async (...args: [Work] | [string, Work]) => {
    const fate: Fate = {};
    const work = args.pop() as Work;
    try {
      return await begin(String(args[0] ?? ''), (tx) => work(within(tx, fate)));
    } catch (error) {
      fate.end ??= error;
      throw error;
    } finally {
      fate.end ??= new Error('a statement came after its transaction had ended');
    }
  };
  Object.assign(sql, { begin: guarded });
}

const LONGEST_PAUSE_S = 1;

/**
 * Seconds before a place of a pool connects again, after so many connections in a row that failed. The
 * driver's own pauses grow to 20 s, for which a place stays empty though the database is back.
 */
const pauseBeforeConnecting = (failures: number): number =>
  (0.5 + Math.random() / 2) * Math.min(0.01 * 2 ** failures, LONGEST_PAUSE_S);

/** The patch marks what it mends: docs/decisions/0098-patched-driver.md. */
function refuseUnpatched(): void {
  if ('forgetsWhatClosed' in postgres) return;
  throw new Error(
    'postgres.js is installed without the patch in patches/, without which a statement that was never sent can seem to have succeeded. Apply it: npx patch-package.',
  );
}

/**
 * Opens a pool of the driver; every connection of ours begins here, so that a transaction that resolves is
 * there.
 */
export function connect(url: string, options: postgres.Options<Record<string, never>> = {}): postgres.Sql {
  refuseUnpatched();
  const sql = postgres(url, { onnotice: () => {}, backoff: pauseBeforeConnecting, ...options });
  mendQueries(sql);
  mendTransactions(sql);
  return sql;
}
