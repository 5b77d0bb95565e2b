import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { openRestaurant, type Restaurant, setUp } from '@/testing/fixtures/api-restaurant';

let restaurant: Restaurant;
let text: string;
let get: (headers?: Record<string, string>) => Promise<Response>;
beforeAll(async () => {
  restaurant = await openRestaurant();
  const { till, location, unit } = await setUp(restaurant);
  await restaurant.db.$client.unsafe(`
    update lightspeed_locations set storage_unit_id = '${unit}' where id = '${location}';
    update lightspeed_integrations set tokens_renewed_at = now() - interval '2 days' where id = '${till}';
    insert into nightly_runs (id, company_id, location_id, business_day, not_before, status, error_code, finished_at)
    select gen_random_uuid(), '${restaurant.companyId}', '${location}', day, now() - late, status, code, ended from (values
      (date '2026-01-01', interval '3 hours', 'pending', null, null),
      (date '2026-01-02', interval '5 minutes', 'running', null, null),
      (date '2026-01-03', interval '-3 hours', 'pending', null, null),
      (date '2026-01-04', interval '1 day', 'failed', 'lightspeed_api_error', now())) as n(day, late, status, code, ended);
    insert into mails (id, kind, address, next_try_at, give_up_at) values (gen_random_uuid(), 'x', 'a@example.com', now() - interval '1 hour', now())`);
  const { GET } = await import('@/app/metrics/route');
  get = (headers = { 'x-forwarded-for': '127.0.0.1' }) =>
    GET(new Request('http://localhost/metrics', { headers }));
  text = await (await get()).text();
});
afterAll(() => restaurant.close());

/** A figure as the answer has it. */
const figure = (name: string) => {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
};

it('says how the work stands', () => {
  expect({
    due: figure('bestellfix_nights_due'),
    late: figure('bestellfix_nights_late'),
    running: figure('bestellfix_nights_running'),
    failed: figure('bestellfix_nights_ended{status="failed",code="lightspeed_api_error"}'),
    connected: figure('bestellfix_integrations{status="connected"}'),
    mails: figure('bestellfix_mails_waiting{status="waiting"}'),
    up: figure('bestellfix_database_up'),
    locks: figure('bestellfix_lock_waits'),
    pool: figure('bestellfix_pool_size'),
  }).toEqual({
    ...{ due: 2, late: 1, running: 1, failed: 1, connected: 1, mails: 1, up: 1, locks: 0, pool: 13 },
  });
  expect(figure('bestellfix_nights_oldest_due_seconds')).toBeCloseTo(3 * 3600, -2);
  expect(figure('bestellfix_token_age_seconds')).toBeCloseTo(2 * 86_400, -2);
  expect(figure('bestellfix_mail_oldest_due_seconds')).toBeCloseTo(3600, -2);
  expect(figure('bestellfix_lightspeed_request_seconds_count{kind="data",status="200"}')).toBeGreaterThan(0);
  expect(figure('bestellfix_lightspeed_request_seconds_count{kind="token",status="200"}')).toBe(1);
  expect(figure('bestellfix_sql_seconds_count{verb="select"}')).toBeGreaterThan(0);
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
});

it('is for this machine, or whoever has the token', async () => {
  expect((await get({ 'x-forwarded-for': '8.8.8.8' })).status).toBe(404);
  expect((await get({})).status).toBe(404);
});

it('has every figure that the dashboard and the alerts ask for', async () => {
  const alerts = parse(readFileSync('hosting/prometheus-alerts.yaml', 'utf8')) as {
    groups: { rules: { alert: string; expr: string }[] }[];
  };
  const dashboard = JSON.parse(readFileSync('hosting/grafana-dashboard.json', 'utf8')) as {
    panels: { targets?: { expr: string }[] }[];
  };
  const asked = [
    ...alerts.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
    ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
  ];
  const names = new Set(asked.flatMap((expr) => expr.match(/\b(bestellfix|nodejs|process)_\w+/g) ?? []));
  const known = new Set(text.match(/^# TYPE \w+/gm)?.map((line) => line.slice('# TYPE '.length)));
  const unknown = [...names].filter((name) => !known.has(name.replace(/_(bucket|count|sum)$/, '')));
  expect(names.size).toBeGreaterThan(25);
  expect(unknown).toEqual([]);
});

it('goes on when the database is away, and says so', async () => {
  vi.resetModules();
  Object.assign(globalThis, { bestellfixRuntime: undefined });
  vi.stubEnv('DATABASE_URL', 'postgres://nobody@127.0.0.1:9/none');
  const { writeMetrics } = await import('./write-metrics');
  const answer = await writeMetrics();
  expect(answer.text).toContain('\nbestellfix_database_up 0\n');
  expect(answer.text).not.toMatch(/^bestellfix_nights_due [1-9]/m);
});
