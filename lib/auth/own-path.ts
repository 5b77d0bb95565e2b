/** Whatever it is written against, it must stay there. */
const HERE = 'http://own.invalid';
const MOST = 1000;

/**
 * A path of our own pages to go on to, as it came in an address that anybody may have written; null for what
 * leads elsewhere, for the API, and for what is none.
 */
export function ownPath(given: unknown): string | null {
  if (typeof given !== 'string' || given.length > MOST) return null;
  // `//host`, and what browsers read as it: a backslash, or a tab or line break they leave out.
  if (!given.startsWith('/') || /^\/\/|[\\\p{Cc}\s]/u.test(given) || !URL.canParse(given, HERE)) return null;
  const { origin, pathname, search, hash } = new URL(given, HERE);
  // `/./` and the like may come to stand at the front.
  if (origin !== HERE || pathname.startsWith('//') || /^\/(api|_next)(\/|$)/.test(pathname)) return null;
  return `${pathname}${search}${hash}`;
}

/** Where one signs in to come to a path; without one, to the start. */
export const signInPath = (path: string | null): string =>
  path === null || path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`;
