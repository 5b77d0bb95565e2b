import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createLog } from '@/lib/platform/log';
import { inSpan } from '@/lib/platform/spans';
import { startTelemetry } from '@/lib/platform/telemetry';
import { openRestaurant, setUp } from '@/testing/fixtures/api-restaurant';

interface SentSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
}
interface SentLog {
  traceId?: string;
  body: { stringValue: string };
}

/** What an OTLP/HTTP receiver of traces and logs was sent. */
const spans: SentSpan[] = [];
const logs: SentLog[] = [];
const bodies: string[] = [];
const receiver = http.createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  bodies.push(text);
  const { resourceSpans = [], resourceLogs = [] } = JSON.parse(text);
  for (const one of resourceSpans) for (const scope of one.scopeSpans) spans.push(...scope.spans);
  for (const one of resourceLogs) for (const scope of one.scopeLogs) logs.push(...scope.logRecords);
  response.setHeader('content-type', 'application/json').end('{}');
});
let end: () => Promise<void>;
beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${port}`);
  vi.stubEnv('OTEL_EXPORTER_OTLP_PROTOCOL', 'http/json');
  end = await startTelemetry();
});
afterAll(() => {
  vi.unstubAllEnvs();
  receiver.close();
});

it('without its variables there is no telemetry', async () => {
  const before = bodies.length;
  const none = await startTelemetry({});
  await inSpan('nothing', {}, async (span) => expect(span.spanContext().traceId).toBeDefined());
  await none();
  expect(bodies.length).toBe(before);
});

it('one trace leads from a click to SQL, Lightspeed and the job it starts, with its log lines', async () => {
  const restaurant = await openRestaurant();
  const { call, write, jobs } = restaurant;
  const { till, location, unit } = await setUp(restaurant);
  await inSpan('click', {}, async () => {
    await write('POST', `/integrations/lightspeed/${till}/sync-items`);
    await write('PUT', `/locations/${location}/storage-unit`, { storage_unit_id: unit });
    await write('POST', `/locations/${location}/activate`);
    createLog('info').info({ requestId: 'known-id-1' }, 'a line');
  });
  // As Next begins the span of a request.
  await inSpan('page', { attributes: { 'http.target': '/invite/canary-link?x=1' } }, async () => {});
  const event = jobs.find(({ name }) => name === 'bestellfix/migration.requested');
  await inSpan('job', { cause: event?.data.traceparent }, () => call('/companies'));
  await end();
  await restaurant.close();
  const click = spans.find(({ name }) => name === 'click');
  const trace = spans.filter(({ traceId }) => traceId === click?.traceId);
  const names = trace.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/^POST \/.*sync-items/)]));
  expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/^insert \w+/)]));
  expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/^Lightspeed GET \//), 'job']));
  const ids = new Set(trace.map(({ spanId }) => spanId));
  expect(trace.filter(({ parentSpanId }) => parentSpanId && !ids.has(parentSpanId))).toEqual([]);
  expect(logs.find(({ body }) => body.stringValue === 'a line')?.traceId).toBe(click?.traceId);
  expect(spans.some(({ name }) => name === 'page')).toBe(true);
  expect(bodies.join('')).not.toContain('canary-link');
  expect(bodies.join('')).not.toContain(restaurant.email);
});
