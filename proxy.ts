import { type NextRequest, NextResponse } from 'next/server';
import { errorResponse } from '@/lib/http/error-response';
import { isOwnHost } from '@/lib/http/own-hosts';
import { PATH_HEADER } from '@/lib/http/path-header';
import { refuseAction } from '@/lib/http/refuse-action';
import { policyFor, securityHeaders } from '@/lib/http/security-headers';
import { isServedBy } from '@/lib/http/served-by-role';
import { env } from '@/lib/platform/env';

/** Every answer's headers, files included; what a page cannot take is refused here. */
export async function proxy(request: NextRequest): Promise<NextResponse | Response> {
  const { APP_URL, NODE_ENV } = env();
  const where = { isSecure: APP_URL.startsWith('https://'), isDevelopment: NODE_ENV === 'development' };
  const { pathname } = request.nextUrl;
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = policyFor(pathname, nonce, where);
  const response = await answer(request, nonce, policy);
  for (const [name, value] of Object.entries(securityHeaders(where))) response.headers.set(name, value);
  if (policy !== null) response.headers.set('content-security-policy', policy);
  return response;
}

async function answer(request: NextRequest, nonce: string, policy: string | null): Promise<Response> {
  const { pathname } = request.nextUrl;
  if (!isServedBy(env().PROCESS_ROLE, pathname)) {
    return NextResponse.json({ message: 'Not served by this process' }, { status: 404 });
  }
  if (pathname.startsWith('/api/inngest') && !isJobServers(request)) {
    return NextResponse.json({ message: 'Unauthorized' }, { status: 401 });
  }
  const isPage = policy !== null && !pathname.startsWith('/api');
  if (!isPage) return NextResponse.next();
  const refused = await refuseAction(request);
  if (refused) {
    const response = errorResponse(refused);
    // By this Next's own script knows that the page is of another build.
    if (refused.code === 'not_found') response.headers.set('x-nextjs-action-not-found', '1');
    return response;
  }
  // Next reads the nonce from the request's own policy and gives it to its scripts; the layout reads it for
  // ours.
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  headers.set(PATH_HEADER, pagePath(request));
  return NextResponse.next({ request: { headers } });
}

/** What people see in the address; `_rsc` is Next's own. */
function pagePath({ nextUrl }: NextRequest): string {
  const search = new URLSearchParams(nextUrl.search);
  search.delete('_rsc');
  return `${nextUrl.pathname}${search.size > 0 ? `?${search}` : ''}`;
}

/** The job server calls one of our names. Whoever comes under another learns what every stranger learns. */
function isJobServers(request: NextRequest): boolean {
  return isOwnHost(request.headers.get('host'), [process.env.APP_URL, process.env.INNGEST_SERVE_ORIGIN]);
}

export const config = { matcher: '/:path*' };
