import type { ProcessRole } from '@/lib/platform/env';

const under = (pathname: string, folder: string) => pathname === folder || pathname.startsWith(`${folder}/`);

/** Asked of every process, whatever it is for. */
const OF_ALL = ['/api/health', '/metrics'];
const JOBS = '/api/inngest';

/**
 * Whether a process of this role has anything at the address: a web process runs no jobs, so that none lands
 * where people wait; a worker shows no pages.
 */
export function isServedBy(role: ProcessRole, pathname: string): boolean {
  if (role === 'all' || OF_ALL.some((folder) => under(pathname, folder))) return true;
  return under(pathname, JOBS) === (role === 'worker');
}
