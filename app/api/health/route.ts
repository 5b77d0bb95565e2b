import { jobServer } from '@/inngest/registering';
import { refuseAllButGet } from '@/lib/http/refuse-address';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import { checkHealth } from '@/lib/services/health/check-health';

export const dynamic = 'force-dynamic';

/**
 * Ready: the app can do all its work, with the word for what keeps it from it. Whether it lives at all says
 * /api/health/live.
 */
export async function GET(): Promise<Response> {
  const { db, clock } = serviceContext(ANONYMOUS);
  const health = await checkHealth(db, jobServer, clock.now());
  return Response.json(health, {
    status: health.status === 'ok' ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  });
}

export {
  refuseAllButGet as DELETE,
  refuseAllButGet as PATCH,
  refuseAllButGet as POST,
  refuseAllButGet as PUT,
};
