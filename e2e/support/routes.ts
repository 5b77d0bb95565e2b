import { readdirSync } from 'node:fs';

export interface Route {
  /** `/inventory/recipes/[id]` */
  path: string;
  /** Reachable without being signed in. */
  isPublic: boolean;
  isDynamic: boolean;
}

/**
 * Every page of the app, read from the folders that make them: a new page is tested without being named here.
 */
export function pageRoutes(): Route[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => {
      const folders = file.split('/').slice(0, -1);
      const path = `/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`;
      const isPublic = folders.includes('(public)') || folders.includes('(demo)');
      return { path, isPublic, isDynamic: path.includes('[') };
    })
    .sort((a, b) => a.path.localeCompare(b.path));
}

/**
 * Fills `[id]` by the folder before it; a kind of thing that is not among `ids` fails the test that opens the
 * page.
 */
export function fillRoute(path: string, ids: Readonly<Record<string, string>>): string {
  return path.replace(/([^/]+)\/\[\w+\]/g, (_, kind: string) => {
    const id = ids[kind];
    if (id === undefined) throw new Error(`Say in the test which id ${path} is opened with.`);
    return `${kind}/${id}`;
  });
}
