import { companyInput } from '@/lib/contracts/common';
import * as privacy from '@/lib/contracts/privacy';
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
];
