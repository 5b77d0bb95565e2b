/** For answers that are no page: JSON, files. Opened by themselves they may do nothing. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

interface Surroundings {
  isSecure: boolean;
  /** Hot reload evaluates code and speaks over a socket. */
  isDevelopment: boolean;
}

/**
 * Scripts run only with the answer's own nonce, and what those load. Styles may stand in the page: charts,
 * menus and toasts measure and place themselves, which no nonce covers.
 */
function pagePolicy(nonce: string, { isSecure, isDevelopment }: Surroundings): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    ...(isSecure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

const DENIED =
  'accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb xr-spatial-tracking';

/** The headers of every answer but its policy. */
export function securityHeaders({ isSecure }: Surroundings): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': DENIED.split(' ')
      .map((name) => `${name}=()`)
      .join(', '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // A year; the host is ours alone, and so are those below it.
    ...(isSecure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  };
}

/** The policy of an address; null where a file brings what a page's policy already speaks of. */
export function policyFor(pathname: string, nonce: string, where: Surroundings): string | null {
  if (pathname.startsWith('/_next/')) return null;
  return pathname === '/api' || pathname.startsWith('/api/') ? NO_PAGE : pagePolicy(nonce, where);
}
