import type postgres from 'postgres';
import { connect } from './connect';

export interface Pooling {
  /** `transaction`: the next transaction may run on another server connection. */
  kind: 'direct' | 'session' | 'transaction' | 'unknown';
  /** A statement prepared in one transaction is there in the next. */
  keepsStatements: boolean;
}

const HOLDERS = 3;
const WAIT_MS = 5000;

/**
 * Finds out what is between us and the server. A pooler gives out process numbers of its own, which are not
 * the server's. Then one connection prepares a statement, others hold transactions so that it has to move,
 * and it uses the statement again. Whatever stays unknown counts as not keeping statements: that is always
 * right.
 */
export async function probePooling(url: string): Promise<Pooling> {
  const open = () =>
    connect(url, {
      max: 1,
      connect_timeout: WAIT_MS / 1000,
      connection: { application_name: 'bestellfix-probe' },
    });
  const asking = open();
  const others: postgres.Sql[] = [];
  let timer: NodeJS.Timeout | undefined;
  try {
    const first = await whereIs(asking);
    if (first.server === first.told) return { kind: 'direct', keepsStatements: true };
    const unknown = new Promise<Pooling>((resolve) => {
      timer = setTimeout(resolve, WAIT_MS, { kind: 'unknown', keepsStatements: false });
    });
    return await Promise.race([
      unknown,
      moved(asking, () => {
        const other = open();
        others.push(other);
        return other;
      }),
    ]);
  } finally {
    clearTimeout(timer);
    await Promise.all([asking, ...others].map((sql) => sql.end({ timeout: 0 })));
  }
}

/**
 * The server process that answers, and the one named when the connection began; they differ behind a pooler.
 */
async function whereIs(
  sql: postgres.Sql | postgres.TransactionSql,
): Promise<{ server: number; told: number }> {
  const answer = await sql.unsafe<{ pid: number }[]>('select pg_backend_pid() as pid');
  return { server: answer[0]?.pid ?? 0, told: (answer as unknown as { state: { pid: number } }).state.pid };
}

/** In a transaction the driver cannot hide that the statement was gone by preparing it anew. */
const runPrepared = (sql: postgres.Sql) =>
  sql.begin(async (tx) => {
    const { server } = await whereIs(tx);
    await tx`select ${'prepared'}::text as bestellfix_probe`;
    return server;
  });

async function moved(asking: postgres.Sql, open: () => postgres.Sql): Promise<Pooling> {
  const before = await runPrepared(asking);
  for (let held = 0; held < HOLDERS; held++) {
    const other = open();
    await new Promise<void>((resolve, reject) => {
      // Held until the connection is ended.
      const hold = async (tx: postgres.TransactionSql) => {
        await whereIs(tx);
        resolve();
        return new Promise<never>(() => {});
      };
      other.begin(hold).catch(reject);
    });
    try {
      if ((await runPrepared(asking)) !== before) return { kind: 'transaction', keepsStatements: true };
    } catch (error) {
      if ((error as { code?: unknown }).code !== '26000') throw error;
      return { kind: 'transaction', keepsStatements: false };
    }
  }
  return { kind: 'session', keepsStatements: false };
}
