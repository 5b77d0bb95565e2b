import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';

/** A list of the company was taken away as a file. */
export async function recordExport(ctx: ServiceContext, companyId: string, list: string): Promise<void> {
  requireCompany(ctx, companyId, 'read');
  await writeAudit(ctx.db, ctx, {
    companyId,
    action: 'list.export',
    subjectType: 'company',
    subjectId: companyId,
    details: { list },
  });
}
