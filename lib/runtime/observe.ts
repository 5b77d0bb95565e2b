import type { StatementObserver } from '@/db/client';
import { metrics } from '@/lib/platform/metrics';
import { inSpan } from '@/lib/platform/spans';

const SQL_LENGTH = 2000;

/** Counts and traces a statement; its text has placeholders, never what was put for them (R6). */
export const observeStatement: StatementObserver = (text, run) => {
  const { statements, statementsOpen } = metrics();
  const verb = /^\s*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? 'none';
  const table = /\b(?:from|into|update|join)\s+"?([a-z_]+)/i.exec(text)?.[1];
  const attributes = {
    'db.system.name': 'postgresql',
    'db.operation.name': verb,
    'db.query.text': text.slice(0, SQL_LENGTH),
    ...(table && { 'db.collection.name': table }),
  };
  const from = performance.now();
  statementsOpen.inc();
  return inSpan([verb, table].filter(Boolean).join(' '), { kind: 'client', attributes }, async () => {
    try {
      return await run();
    } finally {
      statementsOpen.dec();
      statements.observe({ verb }, (performance.now() - from) / 1000);
    }
  });
};

/** A path of Lightspeed's without the ids in it: `/f/finance/{id}/financials/{id}`. */
const withoutIds = (pathname: string) => pathname.replace(/\/[^/]*\d[^/]*/g, '/{id}');

/**
 * `fetch`, counted and traced for calls to Lightspeed: method, path, status; no query, header or body.
 * `tokenUrl`: where tokens are renewed, counted apart.
 */
export function observedFetch(tokenUrl: string): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const kind = url.href.startsWith(tokenUrl) ? 'token' : 'data';
    const method = init?.method ?? 'GET';
    const path = withoutIds(url.pathname);
    const attributes = { 'http.request.method': method, 'server.address': url.host, 'url.path': path };
    const from = performance.now();
    const count = (status: string) =>
      metrics().lightspeed.observe({ kind, status }, (performance.now() - from) / 1000);
    return inSpan(`Lightspeed ${method} ${path}`, { kind: 'client', attributes }, async (span) => {
      try {
        const answer = await fetch(input, init);
        span.setAttribute('http.response.status_code', answer.status);
        count(String(answer.status));
        return answer;
      } catch (error) {
        count('lost');
        throw error;
      }
    });
  };
}
