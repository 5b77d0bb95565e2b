import { DomainError } from '@/lib/core/domain-error';
import type { PosTokens } from '@/lib/ports';
import { apiError, type ClientDependencies, networkReason } from './client';
import { parseJsonKeepingNumbers } from './json';
import { pauseBefore, retryAfter, sleep } from './retry-policy';
import { oauthErrorSchema, tokenResponseSchema } from './schemas';
import { toTokens } from './to-domain';

export interface OauthSettings extends ClientDependencies {
  authorizeUrl: string;
  tokenUrl: string;
  clientId: string | undefined;
  clientSecret: string | undefined;
  scopes: string;
}

const TIMEOUT_MS = 30_000;
const TOKEN_PATH = 'oauth/token';

/** Tries of a code; a refresh token is spent by the first (R7). */
const CODE_TRIES = 3;

/**
 * OAuth V2: form body, HTTP Basic client authentication (R5). Nothing of a request or answer but `error` is
 * ever logged.
 */
export function createOauth(settings: OauthSettings) {
  return {
    authorizeUrl(input: { state: string; redirectUri: string }): string {
      const url = new URL(settings.authorizeUrl);
      url.searchParams.set('response_type', 'code');
      url.searchParams.set('client_id', clientOf(settings).id);
      url.searchParams.set('scope', settings.scopes);
      url.searchParams.set('redirect_uri', input.redirectUri);
      url.searchParams.set('state', input.state);
      return url.toString();
    },
    exchangeCode: (input: { code: string; redirectUri: string }) =>
      requestTokens(
        settings,
        { grant_type: 'authorization_code', code: input.code, redirect_uri: input.redirectUri },
        (error) =>
          new DomainError('lightspeed_oauth_exchange_failed', 'Lightspeed refused the code', {
            oauth_error: error,
          }),
        CODE_TRIES,
      ),
    refresh: (input: { refreshToken: string }) =>
      requestTokens(
        settings,
        { grant_type: 'refresh_token', refresh_token: input.refreshToken },
        (error) =>
          error === 'invalid_grant'
            ? new DomainError('lightspeed_auth_failed', 'Lightspeed refused the refresh token', {
                oauth_error: error,
              })
            : new DomainError('lightspeed_api_error', 'Lightspeed refused the refresh', {
                oauth_error: error,
                status: 400,
                path: TOKEN_PATH,
              }),
        1,
      ),
  };
}

/** Throws lightspeed_not_configured where no client is set. */
function clientOf(settings: OauthSettings): { id: string; secret: string } {
  const id = settings.clientId?.trim();
  const secret = settings.clientSecret?.trim();
  if (!id || !secret)
    throw new DomainError('lightspeed_not_configured', 'LIGHTSPEED_CLIENT_ID or _SECRET is not set');
  return { id, secret };
}

/**
 * Redeems a code or a refresh token. Throws `onGrantError` where Lightspeed names an error of the grant,
 * lightspeed_not_configured where it refuses our client, else lightspeed_api_error.
 */
async function requestTokens(
  settings: OauthSettings,
  form: Record<string, string>,
  onGrantError: (error: string) => DomainError,
  tries: number,
): Promise<PosTokens> {
  const { log, wait = sleep, now = () => new Date() } = settings;
  for (let attempt = 1; ; attempt++) {
    const { status, text, after } = await post(settings, form);
    const body = tryParse(text);
    if (status >= 200 && status < 300) {
      const parsed = tokenResponseSchema.safeParse(body);
      if (!parsed.success) throw apiError(status, TOKEN_PATH, 'the token answer has another shape');
      return toTokens(parsed.data);
    }
    const problem = oauthErrorSchema.safeParse(body);
    const code = problem.success ? problem.data.error : undefined;
    log.warn(
      { path: TOKEN_PATH, status, oauth_error: code, grant: form.grant_type },
      'lightspeed token refused',
    );
    if ((status === 429 || status === 503) && attempt < tries) {
      await wait(pauseBefore(attempt, retryAfter(after, now().getTime())));
      continue;
    }
    if (status === 429 || status >= 500) throw apiError(status, TOKEN_PATH, `answered ${status}`);
    if (code === 'invalid_client' || code === 'unauthorized_client') {
      throw new DomainError('lightspeed_not_configured', 'Lightspeed refuses our client settings', {
        oauth_error: code,
      });
    }
    if (code !== undefined) throw onGrantError(code);
    throw apiError(status, TOKEN_PATH, `answered ${status}`);
  }
}

async function post(settings: OauthSettings, form: Record<string, string>) {
  const { id, secret } = clientOf(settings);
  const basic = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64');
  try {
    const response = await (settings.fetch ?? fetch)(settings.tokenUrl, {
      method: 'POST',
      headers: {
        authorization: `Basic ${basic}`,
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      body: new URLSearchParams(form).toString(),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const after = response.headers.get('retry-after');
    return { status: response.status, after, text: await response.text() };
  } catch (error) {
    // A lost answer leaves the fate of code and refresh token unknown: the caller decides, never a loop
    // (R7).
    throw apiError(null, TOKEN_PATH, networkReason(error));
  }
}

function tryParse(text: string): unknown {
  try {
    return parseJsonKeepingNumbers(text);
  } catch {
    return undefined;
  }
}
