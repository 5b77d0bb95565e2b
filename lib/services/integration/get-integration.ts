import type { z } from 'zod';
import { findIntegrationOfCompany } from '@/db/queries/integrations';
import type { companyInput } from '@/lib/contracts/common';
import type { Integration } from '@/lib/contracts/lightspeed';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { toIntegration } from './to-integration';

/** The company's one integration (R4), or null. */
export async function getIntegration(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<Integration | null> {
  requireCompany(ctx, input.company_id, 'read');
  const row = await findIntegrationOfCompany(ctx.db, input.company_id);
  return row ? toIntegration(row) : null;
}
