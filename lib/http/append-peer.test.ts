import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { sourceAddress } from '@/lib/core/source-address';
import { appendPeer } from './append-peer';

const { emit } = http.Server.prototype;
afterEach(() => {
  http.Server.prototype.emit = emit;
});

it('whatever a caller writes of where it comes from, its own address stands last (R2)', async () => {
  appendPeer();
  const server = http.createServer((request, response) =>
    response.end(String(request.headers['x-forwarded-for'])),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const chain = async (headers: Record<string, string>) =>
    (await fetch(`http://127.0.0.1:${port}/`, { headers })).text();
  expect(await chain({})).toBe('127.0.0.1');
  const forged = await chain({ 'x-forwarded-for': '203.0.113.1, 198.51.100.2' });
  expect(forged).toBe('203.0.113.1, 198.51.100.2, 127.0.0.1');
  expect(sourceAddress(forged, 0)).toBe('127.0.0.1');
  // Behind one proxy of ours, its word counts and no other.
  expect(sourceAddress(forged, 1)).toBe('198.51.100.2');
  await new Promise((resolve) => server.close(resolve));
});
