import type { z } from 'zod';
import { findHoldsNames, lockCompany, updateHoldsNames } from '@/db/queries/people';
import { type nameHoldingSchema, setNameHoldingInput } from '@/lib/contracts/held-names';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';

/** For days planned from now on; what is booked stands until its day is run again (R32, R38). */
export async function setNameHolding(
  ctx: ServiceContext,
  raw: z.input<typeof setNameHoldingInput>,
): Promise<z.infer<typeof nameHoldingSchema>> {
  requireCompany(ctx, raw.company_id, 'manage');
  const { company_id: companyId, holds_names } = setNameHoldingInput.parse(raw);
  return ctx.db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    const before = await findHoldsNames(tx, companyId);
    await updateHoldsNames(tx, companyId, holds_names);
    await writeAudit(tx, ctx, {
      companyId,
      action: 'company.set_name_holding',
      subjectType: 'company',
      subjectId: companyId,
      before: { holds_names: before },
      after: { holds_names },
    });
    return { holds_names };
  });
}
