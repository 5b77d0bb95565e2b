import { type NextRequest, NextResponse } from 'next/server';
import { isOwnHost } from './lib/http/own-hosts';

/** Headers for every page: no framing by others, no guessing of types, no address of ours to other sites. */
export function proxy(request: NextRequest): NextResponse {
  if (request.nextUrl.pathname.startsWith('/api/inngest') && !isOwn(request))
    return NextResponse.json({ message: 'Unauthorized' }, { status: 401 });
  const response = NextResponse.next();
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('x-frame-options', 'DENY');
  response.headers.set(
    'content-security-policy',
    "frame-ancestors 'none'; base-uri 'self'; object-src 'none'",
  );
  response.headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  return response;
}

/** The job server calls one of our names. Whoever comes under another learns what every stranger learns. */
function isOwn(request: NextRequest): boolean {
  return isOwnHost(request.headers.get('host'), [process.env.APP_URL, process.env.INNGEST_SERVE_ORIGIN]);
}

export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico).*)'] };
