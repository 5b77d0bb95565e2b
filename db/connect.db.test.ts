import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { suiteDatabase } from '@/testing/database/suite-database';
import { connect } from './connect';

const t = suiteDatabase();
let way: Server | undefined;
afterEach(() => way?.close());

/**
 * A way to the database whose first connection is cut when it carries these words; `isClosed`: and leads
 * nowhere then.
 */
async function wayTo(url: URL, words: string, isClosed: boolean): Promise<string> {
  let isCut = false;
  const server = createServer((client: Socket) => {
    const database = dial(Number(url.port), url.hostname);
    for (const socket of [client, database]) socket.on('error', () => {});
    client.on('data', (data) => {
      if (isCut || !data.includes(words)) return void database.write(data);
      isCut = true;
      if (isClosed) server.close();
      client.destroy();
      database.destroy();
    });
    database.pipe(client);
    client.on('close', () => database.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  way = server;
  const address = server.address();
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(typeof address === 'object' && address?.port);
  return through.href;
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
