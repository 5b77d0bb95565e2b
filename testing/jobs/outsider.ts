import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { sign } from '@/inngest/signature';

export interface Attempt {
  what: string;
  status: number;
  body: string;
  headers: http.IncomingHttpHeaders;
}

const FUNCTIONS = [
  'plan-nights',
  'keep-tokens-alive',
  'sweep',
  'transfer-night',
  'run-migration',
  'run-migration-failure',
];
const event = { name: 'inngest/scheduled.timer', id: 'x', ts: 1, data: {} };
const call = JSON.stringify({
  version: -1,
  event,
  events: [event],
  steps: {},
  ctx: {
    run_id: 'x',
    attempt: 0,
    disable_immediate_execution: false,
    use_api: false,
    stack: { stack: [], current: 0 },
  },
});

/** One request with any headers, Host too, which `fetch` does not let through. */
export function request(
  url: string,
  method: string,
  headers: http.OutgoingHttpHeaders,
  body?: string,
): Promise<Omit<Attempt, 'what'>> {
  return new Promise((resolve, reject) => {
    const sent = http.request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/**
 * What somebody without a key may try at the address of the jobs; `elsewhere` is the host he would like to be
 * called at.
 */
export async function attack(appUrl: string, elsewhere: string): Promise<Attempt[]> {
  const at = `${appUrl}/api/inngest`;
  const json = { 'content-type': 'application/json' };
  const addresses: Record<string, http.OutgoingHttpHeaders> = {
    'own host': {},
    'foreign Host': { host: elsewhere },
    'X-Forwarded-Host': { 'x-forwarded-host': elsewhere, 'x-forwarded-proto': 'http' },
    Forwarded: { forwarded: `host=${elsewhere};proto=http` },
  };
  const otherKey = `signkey-test-${'f'.repeat(64)}`;
  const signatures: Record<string, http.OutgoingHttpHeaders> = {
    unsigned: {},
    'signed with another key': { 'x-inngest-signature': sign(otherKey, call) },
    'an old signature': { 'x-inngest-signature': sign(otherKey, call, Date.now() - 3_600_000) },
    'no signature at all': { 'x-inngest-signature': 'nonsense' },
  };
  const attempts: Attempt[] = [];
  const attempt = async (
    what: string,
    method: string,
    url: string,
    headers: http.OutgoingHttpHeaders,
    body?: string,
  ) => {
    attempts.push({ what, ...(await request(url, method, headers, body)) });
  };
  for (const [from, address] of Object.entries(addresses)) {
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'DELETE'])
      await attempt(`${method}, ${from}`, method, at, address);
    await attempt(`PATCH, ${from}`, 'PATCH', at, { ...json, ...address }, '{}');
    await attempt(`PUT, ${from}`, 'PUT', at, address);
    const inBand = { ...json, ...address, 'x-inngest-sync-kind': 'in_band' };
    await attempt(
      `PUT in band, ${from}`,
      'PUT',
      at,
      inBand,
      JSON.stringify({ url: `http://${elsewhere}/x` }),
    );
  }
  for (const [how, signature] of Object.entries(signatures)) {
    const headers = { ...json, ...signature };
    await attempt(`GET, ${how}`, 'GET', at, signature);
    for (const fn of FUNCTIONS)
      await attempt(`POST ${fn}, ${how}`, 'POST', `${at}?fnId=bestellfix-${fn}&stepId=step`, headers, call);
    await attempt(`POST probe, ${how}`, 'POST', `${at}?probe=trust`, headers, '{}');
    await attempt(`POST nonsense, ${how}`, 'POST', at, headers, '{');
    await attempt(`POST deep, ${how}`, 'POST', at, headers, '['.repeat(200_000) + ']'.repeat(200_000));
    await attempt(`POST nothing, ${how}`, 'POST', at, signature);
  }
  return attempts;
}

/** A program that waits to be called, and counts. */
export async function listenElsewhere() {
  const calls: string[] = [];
  const server = http.createServer((incoming, response) => {
    calls.push(`${incoming.method} ${incoming.url}`);
    response.writeHead(200, { 'content-type': 'application/json', 'x-inngest-sdk': 'js:v4' }).end('null');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    calls,
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
