'use server';
import { chooseCompany } from '@/lib/auth/active-company';
import { companyInput } from '@/lib/contracts/common';
import { createCompanyInput, setWasteReasonsInput } from '@/lib/contracts/people';
import { requireCompany } from '@/lib/services/access';
import { createCompany } from '@/lib/services/company/create-company';
import { setWasteReasons } from '@/lib/services/company/set-waste-reasons';
import { action } from './action-client';

export const createCompanyAction = action
  .metadata({ name: 'company.create' })
  .inputSchema(createCompanyInput)
  .action(async ({ ctx, parsedInput }) => {
    const company = await createCompany(ctx.service, parsedInput);
    await chooseCompany(company.id);
    return company;
  });

export const switchCompanyAction = action
  .metadata({ name: 'company.switch' })
  .inputSchema(companyInput)
  .action(async ({ ctx, parsedInput }) => {
    requireCompany(ctx.service, parsedInput.company_id, 'read');
    await chooseCompany(parsedInput.company_id);
    return { ok: true as const };
  });

export const setWasteReasonsAction = action
  .metadata({ name: 'company.set_waste_reasons' })
  .inputSchema(setWasteReasonsInput)
  .action(({ ctx, parsedInput }) => setWasteReasons(ctx.service, parsedInput));
