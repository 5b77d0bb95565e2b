import { API_PREFIX } from '@/lib/http/handle-api-request';
import { openApiDocument } from '@/lib/http/openapi';
import { refuseAllButGet } from '@/lib/http/refuse-address';
import { OPERATIONS } from '@/lib/http/registry';
import { env } from '@/lib/platform/env';

export const dynamic = 'force-dynamic';

/** Public: it says what the product can do, nothing about anyone. */
export function GET(): Response {
  return Response.json(openApiDocument(OPERATIONS, `${env().APP_URL}${API_PREFIX}`), {
    headers: { 'cache-control': 'no-store' },
  });
}

export {
  refuseAllButGet as DELETE,
  refuseAllButGet as PATCH,
  refuseAllButGet as POST,
  refuseAllButGet as PUT,
};
