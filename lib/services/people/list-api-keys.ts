import type { z } from 'zod';
import { listApiKeyRows } from '@/db/queries/people';
import type { Page } from '@/lib/contracts/common';
import { type apiKeySchema, listOfCompanyInput } from '@/lib/contracts/people';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { pageOfWhole } from '../pagination';
import { toApiKey } from './to-api-key';

/** The company's keys, newest first, revoked ones too. */
export async function listApiKeys(
  ctx: ServiceContext,
  raw: z.input<typeof listOfCompanyInput>,
): Promise<Page<z.infer<typeof apiKeySchema>>> {
  requireCompany(ctx, raw.company_id, 'people');
  const input = listOfCompanyInput.parse(raw);
  const keys = (await listApiKeyRows(ctx.db, input.company_id)).map((row) => toApiKey(row, ctx.clock.now()));
  return pageOfWhole(keys, (key) => key.id, input);
}
