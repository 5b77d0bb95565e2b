import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  id: string;
  headers: IncomingHttpHeaders;
  body: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of the JSON.
  json: any;
}

/** A real HTTP receiver on this machine; `answer` says what it answers, else it takes everything. */
export async function startReceiver(
  answer: (got: ReceivedWebhook, response: ServerResponse) => void | Promise<void> = (_got, response) =>
    void response.end('thanks'),
) {
  const received: ReceivedWebhook[] = [];
  const behaviour = { answer };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const id = String(request.headers['webhook-id'] ?? '');
      const got = { id, headers: request.headers, body, json: body === '' ? null : JSON.parse(body) };
      received.push(got);
      void behaviour.answer(got, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    received,
    behaviour,
    port,
    url: `http://127.0.0.1:${port}/hooks?token=t0ken`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
