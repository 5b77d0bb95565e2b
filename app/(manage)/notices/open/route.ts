import { v7 } from 'uuid';
import { chooseCompany } from '@/lib/auth/active-company';
import { currentActor } from '@/lib/auth/current-actor';
import { ownPath, signInPath } from '@/lib/auth/own-path';
import { toDomainError } from '@/lib/errors/to-domain-error';
import { env } from '@/lib/platform/env';
import { serviceContext } from '@/lib/runtime/container';
import { openNotice } from '@/lib/services/notice/open-notice';

/**
 * Where a link in a mail leads (R45): to the thing itself, in the company it is of. What is not the reader's
 * leads to the list, which says what there is.
 */
export async function GET(request: Request): Promise<Response> {
  const requestId = v7();
  const go = (path: string) =>
    new Response(null, {
      status: 303,
      headers: { location: new URL(path, env().APP_URL).href, 'x-request-id': requestId },
    });
  const actor = await currentActor();
  const { pathname, search, searchParams } = new URL(request.url);
  if (actor.kind !== 'user') return go(signInPath(ownPath(`${pathname}${search}`)));
  const ctx = serviceContext(actor, requestId);
  try {
    const id = searchParams.get('notice') ?? '';
    const { companyId, href } = await openNotice(ctx, { id });
    await chooseCompany(companyId);
    return go(href);
  } catch (error) {
    toDomainError(error, { requestId, log: ctx.log }, 'a notice could not be opened');
    return go('/notices');
  }
}
