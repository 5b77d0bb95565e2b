import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** As long as a proxy tries another when a connection is refused (docs/hosting.md, "Proxy"). */
const TRY_MS = 10_000;

export interface OneName {
  origin: string;
  /** How many calls each port has taken. */
  readonly calls: ReadonlyMap<number, number>;
  stop(): Promise<void>;
}

/**
 * The one name behind which the processes with jobs are, for a job server that knows one address: each call
 * goes to the next of them, and to another while a connection is refused. What breaks off is the caller's to
 * try again.
 */
export async function startOneName(ports: () => readonly number[]): Promise<OneName> {
  const calls = new Map<number, number>();
  let turn = 0;
  const server = http.createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const until = Date.now() + TRY_MS;
    while (!response.destroyed) {
      const all = ports();
      const port = all[turn++ % Math.max(all.length, 1)];
      const ended =
        port === undefined ? 'refused' : await pass(port, request, Buffer.concat(parts), response);
      if (ended === 'taken') {
        calls.set(port as number, (calls.get(port as number) ?? 0) + 1);
        return;
      }
      if (ended === 'broken' || Date.now() > until) {
        if (!response.headersSent) response.writeHead(502);
        return void response.end();
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  // A day at work may wait for the till for long.
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Resolves with the answer's end, or with what came instead of an answer. */
function pass(
  port: number,
  from: http.IncomingMessage,
  body: Buffer,
  to: http.ServerResponse,
): Promise<'taken' | 'refused' | 'broken'> {
  return new Promise((resolve) => {
    const { method, url: path } = from;
    const headers = { ...from.headers, connection: 'close' };
    const sent = http.request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
      answer.once('error', () => to.destroy());
      answer.once('close', () => resolve('taken'));
    });
    sent.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'ECONNREFUSED' ? 'refused' : 'broken'),
    );
    // The job server is gone: nobody waits for this answer.
    to.once('close', () => sent.destroy());
    sent.end(body);
  });
}
