import type { Integration } from '@/lib/contracts/lightspeed';
import { approvedCode } from '@/lib/lightspeed/simulator/approve-consent';
import type { ServiceContext } from '@/lib/services/context';
import { connectIntegration } from '@/lib/services/integration/connect-integration';
import { createAuthorizeUrl } from '@/lib/services/integration/create-authorize-url';

/** Connects a company with the simulator. */
export async function connectSimulator(ctx: ServiceContext, company_id: string): Promise<Integration> {
  const { url } = await createAuthorizeUrl(ctx, { company_id, purpose: 'connect' });
  return connectIntegration(ctx, { company_id, name: 'Lightspeed K-Series', code: await approvedCode(url) });
}
