import { refuseAllButGet } from '@/lib/http/refuse-address';

export const dynamic = 'force-dynamic';

/** Alive: the process answers, whatever is away around it. Who restarts on this does not restart because a database is. */
export const GET = () => Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });

export {
  refuseAllButGet as DELETE,
  refuseAllButGet as PATCH,
  refuseAllButGet as POST,
  refuseAllButGet as PUT,
};
