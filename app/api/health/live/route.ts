import { refuseAllButGet } from '@/lib/http/refuse-address';

export const dynamic = 'force-dynamic';

/**
 * Answers as long as the process runs, also while the database is away: restart the process by this route.
 */
export const GET = () => Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });

export {
  refuseAllButGet as DELETE,
  refuseAllButGet as PATCH,
  refuseAllButGet as POST,
  refuseAllButGet as PUT,
};
