import type { z } from 'zod';
import { listOpenInvitations } from '@/db/queries/invitations';
import type { Page } from '@/lib/contracts/common';
import type { Invitation } from '@/lib/contracts/invitations';
import { listOfCompanyInput } from '@/lib/contracts/people';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { pageOfWhole } from '../pagination';
import { toInvitation } from './to-invitation';

/** Who was asked and has not come yet, newest first, the expired ones too; owners only. */
export async function listInvitations(
  ctx: ServiceContext,
  raw: z.input<typeof listOfCompanyInput>,
): Promise<Page<Invitation>> {
  requireCompany(ctx, raw.company_id, 'people');
  const input = listOfCompanyInput.parse(raw);
  const now = ctx.clock.now();
  const rows = await listOpenInvitations(ctx.db, input.company_id);
  return pageOfWhole(
    rows.map((row) => toInvitation(row, now)),
    (one) => one.id,
    input,
  );
}
