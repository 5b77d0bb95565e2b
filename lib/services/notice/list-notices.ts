import type { z } from 'zod';
import { countOpenNotices, listOpenNotices } from '@/db/queries/notices';
import type { companyInput } from '@/lib/contracts/common';
import type { noticesSchema } from '@/lib/contracts/notices';
import { byWeight } from '@/lib/core/notice-kinds';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { toNotice } from './to-notice';

/** What needs somebody in the company now (R45), the weightiest first; and sign-ins of whoever asks (R49). */
export async function listNotices(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<z.infer<typeof noticesSchema>> {
  requireCompany(ctx, input.company_id, 'read');
  const rows = await listOpenNotices(ctx.db, input.company_id, readerOf(ctx));
  return { data: rows.sort(byWeight).map(toNotice) };
}

export async function countNotices(ctx: ServiceContext, companyId: string): Promise<number> {
  requireCompany(ctx, companyId, 'read');
  return countOpenNotices(ctx.db, companyId, readerOf(ctx));
}

const readerOf = ({ actor }: ServiceContext) => (actor.kind === 'user' ? actor.userId : null);
