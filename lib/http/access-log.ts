import { v7 } from 'uuid';
import { type CurrentRequest, withRequest } from '@/lib/platform/current-request';
import type { Log } from '@/lib/platform/log';
import { metrics } from '@/lib/platform/metrics';
import { routeOf } from './route-of';
import { watchRequests } from './watch-requests';

/** As the API takes it from callers (handle-api-request.ts). */
const REQUEST_ID = /^[\w.-]{8,100}$/;
/** Asked every few seconds by machines, and files: counted, not written. */
const SILENT = /^\/(_next|api\/health(\/live|\/ready)?|metrics)$/;
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Counts each request and writes one line for it: method, route, status, milliseconds, id. Never an address
 * with what is in it, a query, or who asked.
 */
export function logRequests(log: Log, isWritten: boolean): void {
  watchRequests((request, response, handle) => {
    const from = performance.now();
    const method = METHODS.has(request.method ?? '') ? String(request.method) : 'other';
    const pathname = (request.url ?? '/').replace(/[?#].*$/s, '');
    const given = request.headers['x-request-id'];
    const current: CurrentRequest = {
      id: typeof given === 'string' && REQUEST_ID.test(given) ? given : v7(),
    };
    request.headers['x-request-id'] = current.id;
    const { requests, requestsOpen } = metrics();
    requestsOpen.inc();
    response.once('close', () => {
      requestsOpen.dec();
      const route = current.route ?? routeOf(pathname);
      // 499: whoever asked left before the answer was out.
      const status = response.writableFinished ? response.statusCode : 499;
      const milliseconds = performance.now() - from;
      requests.observe({ method, route, status }, milliseconds / 1000);
      // The local job server asks for the functions every five seconds.
      const isAsked = method === 'PUT' && route === '/api/inngest' && status === 200;
      if (!isWritten || isAsked || SILENT.test(route)) return;
      log.info({ method, route, status, ms: Math.round(milliseconds), requestId: current.id }, 'request');
    });
    return withRequest(current, handle);
  });
}
