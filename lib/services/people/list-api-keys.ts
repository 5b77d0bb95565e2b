import type { z } from 'zod';
import { selectApiKeys } from '@/db/queries/people';
import type { companyInput, Page } from '@/lib/contracts/common';
import type { apiKeySchema } from '@/lib/contracts/people';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { toApiKey } from './to-api-key';

/** The company's keys, newest first, revoked ones too. */
export async function listApiKeys(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<Page<z.infer<typeof apiKeySchema>>> {
  requireCompany(ctx, input.company_id, 'administer');
  const rows = await selectApiKeys(ctx.db, input.company_id);
  return { data: rows.map(toApiKey), next_cursor: null };
}
