import { currentActor } from '@/lib/auth/current-actor';
import { isDomainError } from '@/lib/core/domain-error';
import { mismatchCookie } from '@/lib/http/mismatch-cookie';
import { env } from '@/lib/platform/env';
import { serviceContext } from '@/lib/runtime/container';
import { finishAuthorization } from '@/lib/services/integration/finish-authorization';
import { localPath } from '@/lib/services/integration/local-path';

const PAGE = '/integrations/lightspeed';

/** Where Lightspeed sends the browser back to (R5). Unknown parameters are ignored; what happened is said on the page. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const ctx = serviceContext(await currentActor());
  const go = (path: string) => Response.redirect(new URL(path, env().APP_URL), 303);
  try {
    const { return_to } = await finishAuthorization(ctx, {
      state: query.get('state') ?? '',
      code: query.get('code') ?? undefined,
      error: query.get('error') ?? undefined,
    });
    return go(localPath(return_to) ?? `${PAGE}?connected=1`);
  } catch (error) {
    if (!isDomainError(error)) ctx.log.error({ err: error }, 'the callback failed');
    const back = go(`${PAGE}?error=${isDomainError(error) ? error.code : 'internal_error'}`);
    const cookie = isDomainError(error) ? mismatchCookie(error) : null;
    return cookie === null
      ? back
      : new Response(null, {
          status: back.status,
          headers: { location: back.headers.get('location') ?? PAGE, 'set-cookie': cookie },
        });
  }
}
