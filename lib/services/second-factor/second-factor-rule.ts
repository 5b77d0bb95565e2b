import type { z } from 'zod';
import { lockCompany } from '@/db/queries/people';
import {
  countMembersWithoutSecondFactor,
  findHasSecondFactor,
  findRequiresSecondFactor,
  updateRequiresSecondFactor,
} from '@/db/queries/second-factor';
import type { companyInput } from '@/lib/contracts/common';
import { type secondFactorRuleSchema, setSecondFactorRuleInput } from '@/lib/contracts/second-factor';
import { DomainError } from '@/lib/core/domain-error';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { requirePerson } from '../session/require-person';

type Rule = z.infer<typeof secondFactorRuleSchema>;

/** Whether the company's members need a second factor, and how many have none. */
export async function getSecondFactorRule(
  ctx: ServiceContext,
  input: z.infer<typeof companyInput>,
): Promise<Rule> {
  requireCompany(ctx, input.company_id, 'people');
  const [required, members_without] = await Promise.all([
    findRequiresSecondFactor(ctx.db, input.company_id),
    countMembersWithoutSecondFactor(ctx.db, input.company_id),
  ]);
  return { required: required ?? false, members_without };
}

/**
 * From the next request on members without one are led to set one up and reach nothing of the company before
 * (R48). Whoever asks for it has one, or would be out at once. Throws second_factor_needed.
 */
export async function setSecondFactorRule(
  ctx: ServiceContext,
  raw: z.input<typeof setSecondFactorRuleInput>,
): Promise<Rule> {
  requireCompany(ctx, raw.company_id, 'people');
  const { company_id: companyId, required } = setSecondFactorRuleInput.parse(raw);
  const { userId } = requirePerson(ctx);
  await ctx.db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    if (required && !(await findHasSecondFactor(tx, userId))) throw new DomainError('second_factor_needed');
    await updateRequiresSecondFactor(tx, companyId, required);
    await writeAudit(tx, ctx, {
      companyId,
      action: 'company.set_second_factor_rule',
      subjectType: 'company',
      subjectId: companyId,
      details: { required },
    });
  });
  return getSecondFactorRule(ctx, { company_id: companyId });
}
