import { type NextRequest, NextResponse } from 'next/server';

/** Headers for every page: no framing by others, no guessing of types, no address of ours to other sites. */
export function proxy(_: NextRequest): NextResponse {
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

export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico).*)'] };
