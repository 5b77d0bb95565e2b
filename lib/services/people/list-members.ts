import type { z } from 'zod';
import { selectMembers } from '@/db/queries/people';
import type { companyInput, Page } from '@/lib/contracts/common';
import type { memberSchema } from '@/lib/contracts/people';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

export async function listMembers(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<Page<z.infer<typeof memberSchema>>> {
  requireCompany(ctx, input.company_id, 'administer');
  const rows = await selectMembers(ctx.db, input.company_id);
  return {
    data: rows.map((row) => ({ user_id: row.userId, email: row.email, name: row.name, role: row.role })),
    next_cursor: null,
  };
}
