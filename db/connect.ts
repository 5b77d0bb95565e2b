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
  /** The connection it was sent on; null as long as it was not. */
  state: object | null;
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

/** What the driver asks first on each connection, to read arrays by. */
const ASKS_ARRAY_TYPES = /\bb\.typarray\b/;

/**
 * The server's last words on a connection; the driver gives them to the first query of the next one, before
 * that is sent.
 */
const STALE = /^57P0[12]$/;

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
    settleOnce(this, fate);
    if (this.tagged && CONTROL.has(this.strings[0] ?? '')) {
      this.simple();
      if (this.strings[0] === 'commit') expectCommit(this);
    }
    return handle.call(this);
  };
  Object.defineProperty(prototype, MENDED, { value: true });
}

/**
 * What the driver says of a query's end, put right where a connection that broke has left something behind in
 * its place.
 */
function settleOnce(query: DriverQuery, fate: Fate | undefined): void {
  const { resolve, reject } = query;
  let isAgain = false;
  query.resolve = (result) => {
    // Rows that had come before the break were counted on: the first rows of the next answer came to stand
    // behind as many holes.
    if (Array.isArray(result) && result.length > 0 && !(0 in result)) {
      result.splice(0, Number(Object.keys(result).find((key) => /^\d+$/.test(key)) ?? 0));
    }
    resolve(result);
  };
  query.reject = (error) => {
    const code = String((error as { code?: unknown } | null)?.code);
    // Nobody waits for this one, so its rejection would be one that nobody handles. The statement behind it
    // is told of the break by itself, and the next connection asks again.
    if (GONE.test(code) && ASKS_ARRAY_TYPES.test(query.strings[0] ?? '')) {
      query.resolve([] as { command?: string });
      return;
    }
    if (!isAgain && query.state === null && STALE.test(code)) {
      isAgain = true;
      query.handler(query);
      return;
    }
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
 * When its connection breaks within a transaction, the driver still writes `rollback` to it. That is thrown
 * where nobody can catch it and leaves the pool's place broken for ever: each later use waits for the connect
 * time-out. Or, connected anew meanwhile, it ends the transaction of somebody else. So a transaction that has
 * ended says nothing any more.
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

/**
 * Opens a pool of the driver; every connection of ours begins here, so that a transaction that resolves is
 * there.
 */
export function connect(url: string, options: postgres.Options<Record<string, never>> = {}): postgres.Sql {
  const sql = postgres(url, { onnotice: () => {}, ...options });
  mendQueries(sql);
  mendTransactions(sql);
  return sql;
}
