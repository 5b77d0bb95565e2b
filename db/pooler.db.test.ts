import net, { type AddressInfo } from 'node:net';
import postgres from 'postgres';
import { afterEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { connect } from '@/db/connect';
import { SCHEMA_LOCK } from '@/db/locks';
import { migrateDatabase } from '@/db/migrate';
import { probePooling } from '@/db/pooler';
import { codesOf } from '@/lib/errors/violations';
import type { PosSalesDay } from '@/lib/ports';
import { createReadAhead } from '@/lib/services/migration/read-ahead';
import { runMigrationDay } from '@/lib/services/migration/run-migration-day';
import { startMigration } from '@/lib/services/migration/start-migration';
import { isClockSet } from '@/scripts/stack/set-clock';
import { findPgbouncer, type Pgbouncer, startPgbouncer } from '@/testing/database/pgbouncer';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, FakePos, sale } from '@/testing/fake-pos';
import { ledgerDigest } from '@/testing/fixtures/ledger-digest';
import { testRestaurant } from '@/testing/fixtures/test-restaurant';

const DAYS = 12;
const binary = findPgbouncer(console.log);

const database = suiteDatabase();
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Sales that follow from the day alone: the same restaurant sells the same in every database. */
const pos = new FakePos({
  everyDay: (businessDay) => {
    const number = Number(businessDay.slice(-2));
    const lines = ['cola', 'espresso', 'steak'].map((sku, at) =>
      sale(sku, String(1 + ((number + at) % 5)), { seq: at, lineId: `${businessDay} ${at}` }),
    );
    return { ...day(...lines), nextStartOfDay: null } as PosSalesDay;
  },
});

/** Two restaurants migrate side by side on one pool, as jobs do; the ledger of both. */
async function migrate(db: Database): Promise<string[][]> {
  const ledgers = [1, 2].map(async () => {
    const restaurant = await testRestaurant(db, pos);
    const { id } = await startMigration(restaurant.ctx, { id: restaurant.locationId });
    const { companyId } = restaurant;
    const job = restaurant.asJob();
    const readAhead = createReadAhead();
    for (let done = 0; done < DAYS; done++)
      await runMigrationDay(job, { companyId, migrationId: id }, readAhead);
    return [...(await ledgerDigest(database.db.$client, companyId))].flat();
  });
  return Promise.all(ledgers);
}

it('a transaction whose COMMIT is answered with ROLLBACK rejects', async () => {
  const url = await throughFaultyWire(database.ownerUrl);
  const db = openDatabase(url, { max: 1 });
  closing.push(() => db.$client.end({ timeout: 1 }));
  await db.execute('create table faulty (id int)');
  await expect(db.transaction((tx) => tx.execute('insert into faulty values (1)'))).rejects.toMatchObject({
    name: 'RolledBackError',
    code: '40000',
  });
  const sql = connect(url, { max: 1 });
  closing.push(() => sql.end({ timeout: 1 }));
  await expect(sql.begin((tx) => tx`insert into faulty values (2)`)).rejects.toMatchObject({ code: '40000' });
  expect([...(await database.owner.execute('select id from faulty'))]).toEqual([]);
});

it('a connection cut within a transaction is replaced at once, and nothing of the transaction is said on the new one', {
  timeout: 20_000,
}, async () => {
  const db = openDatabase(database.url, { max: 1 });
  closing.push(() => db.$client.end({ timeout: 1 }));
  for (let round = 0; round < 3; round++) {
    let late: Promise<unknown> | undefined;
    const cut = db.transaction(async (tx) => {
      late = new Promise((resolve) => setTimeout(resolve, 300)).then(() => tx.execute('select 1'));
      late.catch(() => {});
      await tx.transaction((inner) => inner.execute('select pg_terminate_backend(pg_backend_pid())'));
    });
    expect(codesOf(await cut.catch((error) => error))).toContain('CONNECTION_CLOSED');
    const [next] = await db.execute<{ one: number }>('select 1 as one');
    expect(next?.one).toBe(1);
    expect(codesOf(await late?.catch((error) => error))).toContain('CONNECTION_CLOSED');
  }
});

/** A server that gives every transaction up at its end: `abort;` is as long as `commit`. */
async function throughFaultyWire(url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const wire = net.createServer((client) => {
    const server = net.connect(Number(port), hostname);
    client.on('data', (bytes) => {
      server.write(Buffer.from(bytes.toString('latin1').replace('commit\0', 'abort;\0'), 'latin1'));
    });
    server.pipe(client);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const)
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => wire.close(resolve)));
  const address = new URL(url);
  address.host = `127.0.0.1:${(wire.address() as AddressInfo).port}`;
  return address.href;
}

it('a direct connection keeps prepared statements', async () => {
  expect(await probePooling(database.url)).toEqual({ kind: 'direct', keepsStatements: true });
});

// Without the package and the right to install it these are counted as skipped.
describe.skipIf(binary === undefined)('behind PgBouncer', () => {
  const pooler = async (options: Parameters<typeof startPgbouncer>[2] = {}): Promise<Pgbouncer> => {
    const started = await startPgbouncer(binary ?? '', database.ownerUrl, {
      users: [database.url],
      ...options,
    });
    closing.push(() => started.stop());
    return started;
  };

  it.each([true, false])(
    '200 transactions that resolved are there (prepared statements: %s)',
    async (prepare) => {
      const url = (await pooler()).through(database.ownerUrl);
      const table = `rows_${prepare}`;
      await database.owner.execute(`create table ${table} (id int primary key)`);
      const clients = [1, 2].map(() => openDatabase(url, { max: 4, prepare }));
      closing.push(...clients.map((db) => () => db.$client.end({ timeout: 1 })));
      const resolved: number[] = [];
      let next = 0;
      const worker = async (db: Database | undefined) => {
        while (next < 200) {
          const id = next++;
          await db
            ?.transaction((tx) => tx.execute(`insert into ${table} values (${id})`))
            .then(
              () => resolved.push(id),
              () => undefined,
            );
        }
      };
      await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map((n) => worker(clients[n % 2])));
      const there = await database.owner.execute<{ id: number }>(`select id from ${table} order by id`);
      expect(there.map((row) => row.id)).toEqual(resolved.sort((a, b) => a - b));
      expect(resolved).toHaveLength(200);
    },
  );

  it.each(['as the probe says', 'prepared all the same'])(
    'a migration writes the ledger that it writes without (%s)',
    async (prepared) => {
      const expected = await migrate(database.db);
      expect(expected[0]).toHaveLength(DAYS * 2);
      const url = (await pooler()).through(database.url);
      const prepare = prepared === 'as the probe says' ? (await probePooling(url)).keepsStatements : true;
      // Two processes, so that their transactions take each other's server connections.
      const clients = [1, 2].map(() => openDatabase(url, { max: 4, prepare }));
      closing.push(...clients.map((db) => () => db.$client.end({ timeout: 1 })));
      const ledgers = await Promise.all(clients.map(migrate));
      expect(ledgers).toEqual([expected, expected]);
    },
  );

  it('the probe sees that transactions move and statements are lost, and does not hang where there is one connection', async () => {
    const lost = { kind: 'transaction', keepsStatements: false };
    expect(await probePooling((await pooler()).through(database.url))).toEqual(lost);
    const session = await pooler({ poolMode: 'session' });
    expect(await probePooling(session.through(database.url))).toEqual({
      kind: 'session',
      keepsStatements: false,
    });
    const single = await pooler({ poolSize: 1 });
    expect(await probePooling(single.through(database.url))).toEqual({
      kind: 'unknown',
      keepsStatements: false,
    });
  });

  it('migrations leave no lock behind on its connections', async () => {
    const { through } = await pooler();
    const appUrl = through(database.url);
    await Promise.all([1, 2, 3].map(() => migrateDatabase(through(database.ownerUrl), { appUrl })));
    const left = await database.db.execute(
      "select 1 from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())",
    );
    expect([...left]).toEqual([]);
  });
});

describe('migrations', () => {
  it('that find their lock taken say so, wait a while, then name who holds it and what to do', async ({
    skip,
  }) => {
    skip(isClockSet());
    const other = postgres(database.ownerUrl, { max: 1, connection: { application_name: 'left-over' } });
    closing.push(() => other.end({ timeout: 1 }));
    const [holder] = await other`select pg_advisory_lock(${SCHEMA_LOCK}), pg_backend_pid() as pid`;
    const said: string[] = [];
    const failing = migrateDatabase(database.ownerUrl, { waitSeconds: 1, say: (line) => said.push(line) });
    await expect(failing).rejects.toThrow(
      new RegExp(`session ${holder?.pid} \\("left-over".*\\n.*pg_terminate_backend\\(${holder?.pid}\\)`),
    );
    expect(said.join()).toMatch(/waiting for it, at most 1 s/);
    await other`select pg_advisory_unlock(${SCHEMA_LOCK})`;
    await migrateDatabase(database.ownerUrl, { waitSeconds: 1 });
  });
});
