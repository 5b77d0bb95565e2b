import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import path from 'node:path';
import { expect, it } from 'vitest';
import { mayScrape } from './may-scrape';

const CHILD = path.resolve('testing/processes/http-child.ts');

it('a signal lets the request at work end, ends its connection, and writes a line without what was asked', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const heard = new Promise<number>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const port = /^port (\d+)$/m.exec(output)?.[1];
      if (port) resolve(Number(port));
      // The request is with its handler: now the process is asked to end.
      if (text.includes('at work')) child.kill('SIGTERM');
    });
  });
  const agent = new http.Agent({ keepAlive: true });
  const request = http.get({
    ...{ port: await heard, agent, path: '/people/anna@example.com?token=secret' },
    headers: { 'x-request-id': 'known-id-1' },
  });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  response.resume();
  const [code] = await once(child, 'exit');
  expect([response.statusCode, response.headers.connection, code]).toEqual([200, 'close', 0]);
  const line = output.split('\n').find((one) => one.includes('"request"')) ?? '{}';
  expect(JSON.parse(line)).toMatchObject({
    ...{ method: 'GET', route: 'none', status: 200, requestId: 'known-id-1', msg: 'request' },
  });
  expect(output).not.toMatch(/anna|secret/);
});

it.each([
  ['the token', { authorization: 'Bearer t' }, 't', true],
  ['another token', { authorization: 'Bearer x', 'x-forwarded-for': '127.0.0.1' }, 't', false],
  ['no token where one is set', { 'x-forwarded-for': '127.0.0.1' }, 't', false],
  ['this machine', { 'x-forwarded-for': '::ffff:127.0.0.1' }, undefined, true],
  ['a proxy on this machine', { 'x-forwarded-for': '8.8.8.8, 127.0.0.1' }, undefined, false],
  ['a caller that says so', { 'x-forwarded-for': '127.0.0.1, 8.8.8.8' }, undefined, false],
  ['a stranger', { 'x-forwarded-for': '8.8.8.8' }, undefined, false],
  ['nobody', {}, undefined, false],
])('figures are shown to whoever has %s: %j', (_, headers, token, may) => {
  expect(mayScrape(new Headers(headers as Record<string, string>), token)).toBe(may);
});
