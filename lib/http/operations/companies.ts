import { pageOf } from '@/lib/contracts/common';
import * as people from '@/lib/contracts/people';
import { createCompany } from '@/lib/services/company/create-company';
import { listCompanies, listCompaniesInput } from '@/lib/services/company/list-companies';
import { type Operation, operation } from '../operation';

/** Companies. */
export const companiesOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/companies',
    summary: 'List the companies one belongs to',
    input: listCompaniesInput,
    output: pageOf(people.companySchema),
    service: listCompanies,
  }),
  operation({
    method: 'POST',
    path: '/companies',
    summary: 'Create a company',
    status: 201,
    input: people.createCompanyInput,
    output: people.companySchema,
    errors: ['forbidden', 'quota_reached'],
    service: createCompany,
  }),
];
