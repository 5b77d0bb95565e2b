import type http from 'node:http';
import { type Answer, forbidden, html, json, unauthorized } from './answer';
import { messagePage } from './consent-page';
import { isVisible, listBusinesses } from './routes/businesses';
import { listItems } from './routes/items';
import { AUTHORIZE_PATH, authorize, TOKEN_PATH, token } from './routes/oauth';
import { salesDaily } from './routes/sales-daily';
import { salesRange } from './routes/sales-range';
import type { SimulatorState } from './state';

/** What Lightspeed answers a request: home page, OAuth, then data under a live access token. */
export function answerRequest(
  state: SimulatorState,
  request: http.IncomingMessage,
  { pathname, searchParams }: URL,
  text: string,
): Answer {
  const method = request.method ?? 'GET';
  if (pathname === '/') return homePage(state.world.businessName);
  if (pathname === AUTHORIZE_PATH && method === 'GET') return authorize(state, searchParams, null);
  if (pathname === AUTHORIZE_PATH && method === 'POST') {
    const form = new URLSearchParams(text);
    return authorize(state, form, form.get('decision'));
  }
  if (pathname === TOKEN_PATH && method === 'POST') return token(state, request, new URLSearchParams(text));
  const data = method === 'GET' ? dataRoute(pathname) : undefined;
  if (!data) {
    const timestamp = state.now().toISOString();
    return json(404, { timestamp, status: 404, error: 'Not Found', path: pathname });
  }
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const scopes = bearer ? state.grants.scopesOf(bearer) : undefined;
  if (!scopes) return unauthorized();
  if (!scopes.includes(data.scope)) return forbidden();
  return data.answer(state, searchParams);
}

const homePage = (business: string) =>
  html(200, messagePage('Ready', `${business}: businesses, items and sales of an invented group.`));

interface DataRoute {
  scope: 'items' | 'financial-api';
  answer: (state: SimulatorState, query: URLSearchParams) => Answer;
}

function dataRoute(pathname: string): DataRoute | undefined {
  if (pathname === '/items/v1/items') return { scope: 'items', answer: listItems };
  if (pathname === '/f/data/businesses') return { scope: 'financial-api', answer: listBusinesses };
  const sales = /^\/f\/v2\/business-location\/(\d+)\/(sales|sales-daily)$/.exec(pathname);
  if (!sales) return undefined;
  const locationId = sales[1] as string;
  const answer = sales[2] === 'sales' ? salesRange : salesDaily;
  return {
    scope: 'financial-api',
    answer: (state, query) => (isVisible(state, locationId) ? answer(state, locationId, query) : forbidden()),
  };
}
