'use server';
import { chooseCompany } from '@/lib/auth/active-company';
import { companyInput } from '@/lib/contracts/common';
import { setNameHoldingInput } from '@/lib/contracts/held-names';
import { createCompanyInput, setCountReviewInput } from '@/lib/contracts/people';
import { createSampleRestaurant } from '@/lib/demo/sample-restaurant';
import { requireCompany } from '@/lib/services/access';
import { createCompany } from '@/lib/services/company/create-company';
import { setCountReview } from '@/lib/services/company/set-count-review';
import { setNameHolding } from '@/lib/services/company/set-name-holding';
import { action } from './action-client';

export const createCompanyAction = action
  .metadata({ name: 'company.create' })
  .inputSchema(createCompanyInput)
  .action(async ({ ctx, parsedInput }) => {
    const company = await createCompany(ctx.service, parsedInput);
    await chooseCompany(company.id);
    return company;
  });

export const createSampleCompanyAction = action
  .metadata({ name: 'company.create_sample' })
  .inputSchema(createCompanyInput)
  .action(async ({ ctx, parsedInput }) => {
    const company = await createSampleRestaurant(ctx.service, parsedInput);
    await chooseCompany(company.id);
    return company;
  });

export const switchCompanyAction = action
  .metadata({ name: 'company.switch' })
  .inputSchema(companyInput)
  .action(async ({ ctx, parsedInput }) => {
    requireCompany(ctx.service, parsedInput.company_id, 'stock');
    await chooseCompany(parsedInput.company_id);
    return { ok: true as const };
  });

export const setCountReviewAction = action
  .metadata({ name: 'company.set_count_review' })
  .inputSchema(setCountReviewInput)
  .action(({ ctx, parsedInput }) => setCountReview(ctx.service, parsedInput));

export const setNameHoldingAction = action
  .metadata({ name: 'company.set_name_holding' })
  .inputSchema(setNameHoldingInput)
  .action(({ ctx, parsedInput }) => setNameHolding(ctx.service, parsedInput));
