import { companyInput, okSchema } from '@/lib/contracts/common';
import * as privacy from '@/lib/contracts/privacy';
import {
  askCompanyDeletion,
  getCompanyDeletion,
  withdrawCompanyDeletion,
} from '@/lib/services/privacy/company-deletion';
import { deleteAccount } from '@/lib/services/privacy/delete-account';
import { getRetention, setRetention } from '@/lib/services/privacy/retention';
import { type Operation, operation } from '../operation';

/** What is kept, and for how long. */
export const privacyOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/retention',
    summary: 'For how many days the company keeps what it may choose',
    input: companyInput,
    output: privacy.retentionSchema,
    service: getRetention,
  }),
  operation({
    method: 'PUT',
    path: '/retention',
    summary: 'Set these days; what is older goes with the next night',
    input: privacy.setRetentionInput,
    output: privacy.retentionSchema,
    service: setRetention,
  }),
  operation({
    method: 'GET',
    path: '/company-deletion',
    summary: 'Whether the company is to be deleted, and when',
    input: companyInput,
    output: privacy.companyDeletionSchema,
    errors: ['person_required'],
    service: getCompanyDeletion,
  }),
  operation({
    method: 'POST',
    path: '/company-deletion',
    summary: 'Delete the company in seven days; everybody who belongs to it is told by mail',
    input: privacy.askCompanyDeletionInput,
    output: privacy.companyDeletionSchema,
    errors: ['person_required', 'wrong_password', 'too_many_attempts', 'company_name_differs'],
    effects: 'outside',
    service: askCompanyDeletion,
  }),
  operation({
    method: 'DELETE',
    path: '/company-deletion',
    summary: 'Take that back',
    input: companyInput,
    output: privacy.companyDeletionSchema,
    errors: ['person_required'],
    effects: 'outside',
    service: withdrawCompanyDeletion,
  }),
  operation({
    method: 'POST',
    path: '/account/delete',
    summary: 'Delete the account of the person who asks, at once',
    input: privacy.deleteAccountInput,
    output: okSchema,
    errors: ['person_required', 'wrong_password', 'too_many_attempts', 'only_owner'],
    effects: 'session',
    session: 'ends',
    service: deleteAccount,
  }),
];
