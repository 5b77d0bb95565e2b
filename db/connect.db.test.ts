import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { suiteDatabase } from '@/testing/database/suite-database';
import { connect } from './connect';

const t = suiteDatabase();
let way: Server | undefined;
afterEach(() => way?.close());

/**
 * The address of the database by way of a server that is closed after the test; `join` says how each
 * connection of it reaches the database.
 */
async function wayBy(url: URL, join: (client: Socket, database: Socket) => void): Promise<string> {
  const server = createServer((client: Socket) => {
    const database = dial(Number(url.port), url.hostname);
    for (const socket of [client, database]) socket.on('error', () => {});
    client.on('close', () => database.destroy());
    join(client, database);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  way = server;
  const address = server.address();
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(typeof address === 'object' && address?.port);
  return through.href;
}

/**
 * A way to the database whose first connection is cut when it carries these words; `isClosed`: and leads
 * nowhere then.
 */
function wayTo(url: URL, words: string, isClosed: boolean): Promise<string> {
  let isCut = false;
  return wayBy(url, (client, database) => {
    client.on('data', (data) => {
      if (isCut || !data.includes(words)) return void database.write(data);
      isCut = true;
      if (isClosed) way?.close();
      client.destroy();
      database.destroy();
    });
    database.pipe(client);
  });
}

/**
 * A way to the database whose connections are all cut at the same moment, by an orderly end or by a reset.
 */
async function wayToCut(url: URL): Promise<{ url: string; cut(how: 'end' | 'reset'): void }> {
  const clients = new Set<Socket>();
  return {
    url: await wayBy(url, (client, database) => {
      clients.add(client);
      client.pipe(database).pipe(client);
    }),
    cut(how) {
      for (const client of clients) how === 'end' ? client.destroy() : client.resetAndDestroy();
      clients.clear();
    },
  };
}

/** What a pool says first, and the rejections meanwhile that nobody waited for. */
async function firstAnswer(isClosed: boolean) {
  const sql = connect(await wayTo(new URL(t.url), 'typarray', isClosed), { max: 1 });
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  try {
    const answer = await sql`select array['a', 'b'] as letters`.then(
      ([row]) => row?.letters as unknown,
      (error: { code: string }) => error.code,
    );
    // Node tells of them once the event loop has gone round.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    return { answer, unhandled };
  } finally {
    process.off('unhandledRejection', note);
    await sql.end({ timeout: 1 });
  }
}

describe('a connection that is lost while the driver asks for array types', () => {
  it('fails its statement and nothing else where there is no other', async () => {
    expect(await firstAnswer(true)).toEqual({ answer: 'ECONNREFUSED', unhandled: [] });
  });

  it('is made again, and reads arrays', async () => {
    expect(await firstAnswer(false)).toEqual({ answer: ['a', 'b'], unhandled: [] });
  });
});

describe('a pool whose connections are cut at once while statements are asked one after the other', () => {
  const PLACES = 4;
  const ROUNDS = 10;
  const BROKEN = ['CONNECTION_CLOSED', 'ECONNRESET', 'EPIPE'];

  it.each(['end', 'reset'] as const)('fails or answers each statement, on every place (%s)', async (how) => {
    const { url, cut } = await wayToCut(new URL(t.url));
    const everyPlace = (sql: ReturnType<typeof connect>) =>
      Promise.all(Array.from({ length: PLACES }, () => sql`select 1 as one from pg_sleep(0.05)`));
    for (let round = 0; round < ROUNDS; round++) {
      const sql = connect(url, { max: PLACES });
      try {
        await everyPlace(sql);
        // One place waits within a transaction, one for a statement; the others are idle.
        const ask = [
          (seconds: number) =>
            sql.begin<{ one: number }[]>((tx) => tx`select 1 as one from pg_sleep(${seconds})`),
          (seconds: number) => sql<{ one: number }[]>`select 1 as one from pg_sleep(${seconds})`,
        ];
        const asked = ask.map((first) => first(60).catch(() => undefined));
        await t.owner.execute(`do $$ begin
          while (select count(*) < 2 from pg_stat_activity
                 where datname = current_database() and state = 'active' and query like '%from pg_sleep(%$1%') loop
            perform pg_sleep(0.01), pg_stat_clear_snapshot();
          end loop; end $$`);
        cut(how);
        // Whoever is told of the break asks again at once, while the other places are being closed.
        const answers = await Promise.all(
          asked.map(async (first, at) => {
            await first;
            const codes: unknown[] = [];
            for (let more = 0; more < 20; more++)
              codes.push(
                await ask[at]?.(0).then(
                  ([row]) => row?.one,
                  (error) => error.code,
                ),
              );
            return codes;
          }),
        );
        for (const answer of answers.flat()) expect([1, ...BROKEN]).toContain(answer);
        expect((await everyPlace(sql)).flat()).toEqual(Array(PLACES).fill({ one: 1 }));
      } finally {
        await sql.end({ timeout: 0 });
      }
    }
  });
});

it.each([99, 100, 101])(
  'a transaction that begins behind %i statements in flight on its connection is a transaction',
  async (inFlight) => {
    const sql = connect(t.url, { max: 1 });
    try {
      const ask = () => sql<{ one: number }[]>`select ${1}::int as one`.execute();
      await ask();
      const asked = Array.from({ length: inFlight }, ask);
      // By then its connection takes no further statement.
      const begun = await sql.begin((tx) => tx<{ xid: string }[]>`select pg_current_xact_id() as xid`);
      expect((await Promise.all(asked)).flat()).toEqual(Array(inFlight).fill({ one: 1 }));
      const [after] = await sql<{ xid: string; status: string }[]>`
        select pg_current_xact_id() as xid, pg_xact_status(${begun[0]?.xid ?? ''}::text::xid8) as status`;
      expect(after?.status).toBe('committed');
      expect(after?.xid).not.toBe(begun[0]?.xid);
    } finally {
      await sql.end({ timeout: 0 });
    }
  },
);
