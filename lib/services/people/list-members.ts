import type { z } from 'zod';
import { listMemberRows } from '@/db/queries/people';
import type { Page } from '@/lib/contracts/common';
import { listOfCompanyInput, type memberSchema } from '@/lib/contracts/people';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { pageOfWhole } from '../pagination';

export async function listMembers(
  ctx: ServiceContext,
  raw: z.input<typeof listOfCompanyInput>,
): Promise<Page<z.infer<typeof memberSchema>>> {
  requireCompany(ctx, raw.company_id, 'people');
  const input = listOfCompanyInput.parse(raw);
  const members = (await listMemberRows(ctx.db, input.company_id)).map((row) => ({
    user_id: row.userId,
    email: row.email,
    name: row.name,
    role: row.role,
    storage_unit_ids: row.storageUnitIds,
  }));
  return pageOfWhole(members, (member) => member.user_id, input);
}
