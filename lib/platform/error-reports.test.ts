import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { reportErrors } from './error-reports';
import { createLog } from './log';
import { metrics } from './metrics';

const received: Record<string, unknown>[] = [];
const receiver = http.createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  received.push(JSON.parse(text));
  response.statusCode = received.length === 1 ? 204 : 500;
  response.end();
});
beforeAll(() => new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve)));
afterAll(() => receiver.close());

const outcomes = async () =>
  Object.fromEntries(
    (await metrics().errorReports.get()).values.map(({ labels, value }) => [labels.outcome, value]),
  );

it('errors are told as the log has them, at most five at once and sixty a minute, warnings not', async () => {
  const end = reportErrors(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}`, () => 0);
  const log = createLog('info', { write: () => {} });
  log.warn('a warning');
  log.error({ err: new Error('broken'), password: 'secret', requestId: 'r' }, 'failed');
  await vi.waitFor(async () => expect(await outcomes()).toEqual({ sent: 1 }));
  expect(received).toEqual([
    expect.objectContaining({
      ...{ service: 'bestellfix', level: 50, msg: 'failed', requestId: 'r', password: '[hidden]' },
      err: expect.objectContaining({ type: 'Error', message: 'broken' }),
    }),
  ]);
  for (let i = 0; i < 7; i++) log.error('again');
  await vi.waitFor(async () => expect(await outcomes()).toEqual({ sent: 1, refused: 5, dropped: 2 }));
  end();
  log.error('after the end');
  expect((await outcomes()).dropped).toBe(2);
});
