import type { z } from 'zod';
import { listTroubledMails } from '@/db/queries/mails';
import type { companyInput } from '@/lib/contracts/common';
import type { MailTrouble, mailTroublesSchema } from '@/lib/contracts/mails';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';

const SHOWN = 20;

/** Mail of the company that did not go out, or perhaps not (R44), newest first; owners only. */
export async function listMailTroubles(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<z.infer<typeof mailTroublesSchema>> {
  requireCompany(ctx, input.company_id, 'people');
  const rows = await listTroubledMails(ctx.db, input.company_id, SHOWN);
  return {
    data: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      address: row.address,
      status: row.status as MailTrouble['status'],
      problem: row.problem ?? '',
      created_at: row.createdAt.toISOString(),
    })),
  };
}
