import postgres from 'postgres';

/** The server ended a transaction by ROLLBACK where COMMIT was asked; nothing of it is there. Its code is SQLSTATE's transaction_rollback. */
export class RolledBackError extends Error {
  readonly code = '40000';
  constructor(answer: string) {
    super(`the transaction was not committed: the database answered COMMIT with ${answer}`);
    this.name = 'RolledBackError';
  }
}

/** The parts of a query of postgres.js 3.4 that are used here; its types do not have them. */
interface DriverQuery {
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
const MENDED = Symbol.for('bestellfix.transaction-control');

/**
 * postgres.js 3.4 sends `commit` as a named prepared statement and resolves whatever the answer is. Behind a pooler that moves a
 * session to another server connection, that statement is not there: the error aborts the transaction, the driver sends it again,
 * COMMIT answers ROLLBACK, and the promise resolves over work that is lost. So these statements go by the simple protocol, which
 * needs nothing to be prepared, and a COMMIT that was none rejects.
 */
function mendTransactionControl(sql: postgres.Sql): void {
  // Made, but only sent when somebody waits for it.
  const prototype = Object.getPrototypeOf(sql.unsafe('')) as DriverQuery & { [MENDED]?: true };
  if (prototype[MENDED]) return;
  const { handle } = prototype;
  if (typeof handle !== 'function' || typeof prototype.simple !== 'function') {
    throw new Error('This version of postgres.js is not known: transaction control cannot be made safe.');
  }
  prototype.handle = function (this: DriverQuery) {
    if (!this.executed && this.tagged && CONTROL.has(this.strings[0] ?? '')) {
      this.simple();
      if (this.strings[0] === 'commit') expectCommit(this);
    }
    return handle.call(this);
  };
  Object.defineProperty(prototype, MENDED, { value: true });
}

function expectCommit(query: DriverQuery): void {
  const { resolve } = query;
  query.resolve = (result) =>
    result.command === 'COMMIT'
      ? resolve(result)
      : query.reject(new RolledBackError(result.command ?? 'nothing'));
}

/** Opens a pool of the driver; every connection of ours begins here, so that a transaction that resolves is there. */
export function connect(url: string, options: postgres.Options<Record<string, never>> = {}): postgres.Sql {
  const sql = postgres(url, { onnotice: () => {}, ...options });
  mendTransactionControl(sql);
  return sql;
}
