import { v7 } from 'uuid';
import { currentActor } from '@/lib/auth/current-actor';
import { toDomainError } from '@/lib/errors/to-domain-error';
import { mismatchCookie } from '@/lib/http/mismatch-cookie';
import { env } from '@/lib/platform/env';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import { finishAuthorization } from '@/lib/services/integration/finish-authorization';
import { localPath } from '@/lib/services/integration/local-path';

const PAGE = '/integrations/lightspeed';

/**
 * Where Lightspeed sends the browser back to (R5). Unknown parameters are ignored; what happened is said on
 * the page.
 */
export async function GET(request: Request): Promise<Response> {
  const requestId = v7();
  const headers = new Headers({ 'x-request-id': requestId });
  const go = (path: string) => {
    headers.set('location', new URL(path, env().APP_URL).href);
    return new Response(null, { status: 303, headers });
  };
  try {
    const query = new URL(request.url).searchParams;
    const ctx = serviceContext(await currentActor(), requestId);
    const { return_to } = await finishAuthorization(ctx, {
      state: query.get('state') ?? '',
      code: query.get('code') ?? undefined,
      error: query.get('error') ?? undefined,
    });
    return go(localPath(return_to, ctx.appUrl) ?? `${PAGE}?connected=1`);
  } catch (error) {
    const told = toDomainError(error, serviceContext(ANONYMOUS, requestId), 'the OAuth callback failed');
    const cookie = mismatchCookie(told);
    if (cookie !== null) headers.set('set-cookie', cookie);
    const said = new URLSearchParams({ error: told.code });
    if (told.details?.request_id !== undefined) said.set('request_id', requestId);
    return go(`${PAGE}?${said}`);
  }
}
