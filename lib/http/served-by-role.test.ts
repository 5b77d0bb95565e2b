import { expect, it } from 'vitest';
import { isServedBy } from './served-by-role';

it.each([
  ['/inventory/stock', true, false],
  ['/api/v1/companies', true, false],
  ['/_next/static/a.js', true, false],
  ['/api/inngest', false, true],
  ['/api/inngest/x', false, true],
  ['/api/inngestion', true, false],
  ['/api/health', true, true],
  ['/api/health/live', true, true],
  ['/metrics', true, true],
])('%s: web %s, worker %s', (pathname, web, worker) => {
  expect([isServedBy('web', pathname), isServedBy('worker', pathname), isServedBy('all', pathname)]).toEqual([
    web,
    worker,
    true,
  ]);
});
