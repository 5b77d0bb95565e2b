import type http from 'node:http';
import { type Answer, html, json } from '../answer';
import { consentPage, messagePage } from '../consent-page';
import type { SimulatorState } from '../state';

const REALM = '/realms/k-series/protocol/openid-connect';
export const AUTHORIZE_PATH = `${REALM}/auth`;
export const TOKEN_PATH = `${REALM}/token`;
const SCOPES = ['financial-api', 'items', 'offline_access', 'orders-api', 'profile', 'email'];
const FORM_FIELDS = ['response_type', 'client_id', 'redirect_uri', 'scope', 'state'];

/** The consent page, or where a decision (`allow`, `deny`) sends the browser. */
export function authorize(state: SimulatorState, form: URLSearchParams, decision: string | null): Answer {
  const redirect = form.get('redirect_uri') ?? '';
  if (form.get('client_id') !== state.clientId)
    return html(400, messagePage('Client not found', 'The client id is not registered here.'));
  if (!isRedirectAllowed(redirect, state.redirectUris))
    return html(400, messagePage('Invalid parameter: redirect_uri', 'This address is not registered.'));
  const scope = form.get('scope') ?? '';
  const back = (params: Record<string, string>): Answer => {
    const target = new URL(redirect);
    const kept = form.get('state');
    for (const [name, value] of Object.entries({ ...params, ...(kept === null ? {} : { state: kept }) }))
      target.searchParams.set(name, value);
    return { status: 302, body: '', headers: { location: target.toString() } };
  };
  if (form.get('response_type') !== 'code') return back({ error: 'unsupported_response_type' });
  if (scope.split(' ').some((one) => one && !SCOPES.includes(one))) return back({ error: 'invalid_scope' });
  if (decision === 'deny') return back({ error: 'access_denied' });
  if (decision === 'allow') {
    const { code, session } = state.grants.createCode(redirect, scope);
    return back({ session_state: session, code });
  }
  const fields = FORM_FIELDS.flatMap((name) => (form.has(name) ? [[name, form.get(name) as string]] : []));
  return html(200, consentPage(AUTHORIZE_PATH, state.world.businessName, Object.fromEntries(fields)));
}

/** Redeems a code or a refresh token, each once. */
export function token(state: SimulatorState, request: http.IncomingMessage, form: URLSearchParams): Answer {
  const refuse = (status: number, error: string, error_description: string) =>
    json(status, { error, error_description });
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const [id, secret] = basic ? splitBasic(basic) : ['', ''];
  if (id !== state.clientId || secret !== state.clientSecret)
    return refuse(401, 'invalid_client', 'Invalid client or Invalid client credentials');
  const grant = form.get('grant_type');
  if (grant === 'authorization_code') {
    const pair = state.grants.redeemCode(form.get('code') ?? '', form.get('redirect_uri') ?? '');
    return pair ? json(200, pair) : refuse(400, 'invalid_grant', 'Code not valid');
  }
  if (grant === 'refresh_token') {
    const pair = state.grants.refresh(form.get('refresh_token') ?? '');
    return pair ? json(200, pair) : refuse(400, 'invalid_grant', 'Token is not active');
  }
  return refuse(400, 'unsupported_grant_type', 'Unsupported grant_type');
}

function isRedirectAllowed(uri: string, allowed: readonly string[] | undefined): boolean {
  if (allowed) return allowed.includes(uri);
  const parsed = URL.canParse(uri) ? new URL(uri) : undefined;
  return (
    !!parsed &&
    /^https?:$/.test(parsed.protocol) &&
    /^(localhost|127\.0\.0\.1|\[::1\])$/.test(parsed.hostname)
  );
}

/** RFC 6749 2.3.1: both halves are form-encoded before Basic. */
function splitBasic(encoded: string): [string, string] {
  const text = Buffer.from(encoded, 'base64').toString();
  const cut = text.indexOf(':');
  const decode = (part: string) => {
    try {
      return decodeURIComponent(part.replaceAll('+', ' '));
    } catch {
      return part;
    }
  };
  return cut < 0 ? [decode(text), ''] : [decode(text.slice(0, cut)), decode(text.slice(cut + 1))];
}
