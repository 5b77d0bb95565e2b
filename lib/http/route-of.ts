import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Route {
  page: string;
  regex: string;
}

let routes: { page: string; pattern: RegExp }[] | undefined;

/** The build's own list of pages; empty in development. */
function builtRoutes() {
  if (routes) return routes;
  try {
    const file = path.join(process.cwd(), process.env.BUILD_FOLDER ?? '.next', 'routes-manifest.json');
    const { staticRoutes, dynamicRoutes } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Route[]>;
    routes = [...(staticRoutes ?? []), ...(dynamicRoutes ?? [])].map(({ page, regex }) => ({
      page,
      pattern: new RegExp(regex),
    }));
  } catch {
    routes = [];
  }
  return routes;
}

/**
 * The route behind an address as the product names it, `/locations/[id]`, never what a caller wrote: there
 * are as many as the product has, and nobody's ids, links or names are in them.
 */
export function routeOf(pathname: string): string {
  if (pathname.startsWith('/_next/')) return '/_next';
  return builtRoutes().find(({ pattern }) => pattern.test(pathname))?.page ?? 'none';
}
