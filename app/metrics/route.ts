import { mayScrape } from '@/lib/http/may-scrape';
import { refuseAddress, refuseAllButGet } from '@/lib/http/refuse-address';
import { env } from '@/lib/platform/env';
import { writeMetrics } from '@/lib/runtime/write-metrics';

export const dynamic = 'force-dynamic';

/** For Prometheus. Whoever may not see it learns nothing of it. */
export async function GET(request: Request): Promise<Response> {
  if (!mayScrape(request.headers, env().METRICS_TOKEN)) return refuseAddress();
  const { text, contentType } = await writeMetrics();
  return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
}

export {
  refuseAllButGet as DELETE,
  refuseAllButGet as PATCH,
  refuseAllButGet as POST,
  refuseAllButGet as PUT,
};
