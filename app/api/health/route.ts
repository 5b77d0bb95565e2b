import { refuseAllButGet } from '@/lib/http/refuse-address';
import { ANONYMOUS, serviceContext } from '@/lib/platform/container';
import { env } from '@/lib/platform/env';
import { checkHealth } from '@/lib/services/health/check-health';

export const dynamic = 'force-dynamic';

/** Only a server of our own can be asked by address; Inngest Cloud says nothing of its health to callers. */
function jobServerUrl(): string | undefined {
  const { INNGEST_BASE_URL, INNGEST_DEV } = env();
  return INNGEST_BASE_URL ?? (INNGEST_DEV?.startsWith('http') ? INNGEST_DEV : undefined);
}

export async function GET(): Promise<Response> {
  const { db } = serviceContext(ANONYMOUS);
  const health = await checkHealth(db, jobServerUrl());
  return Response.json(health, { status: health.status === 'ok' ? 200 : 503 });
}

export {
  refuseAllButGet as DELETE,
  refuseAllButGet as PATCH,
  refuseAllButGet as POST,
  refuseAllButGet as PUT,
};
