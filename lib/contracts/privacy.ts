import { z } from 'zod';
import { RETENTION } from '@/lib/core/retention';
import { companyInput } from './common';

const days = ({ min, max }: { min: number; max: number }) => z.number().int().min(min).max(max);

/** For how many days a company keeps what it may choose (R50). */
export const retentionSchema = z.object({
  answers_days: z.number().int().describe('Answers of the till; their lines, hashes and entries stay'),
  sources_days: z.number().int().describe('Address and device of sign-ins and acts in the audit log'),
  mails_days: z.number().int().describe('Mail that was sent, or not, after its end'),
  notices_days: z.number().int().describe('Notices, after their end'),
});
export type Retention = z.infer<typeof retentionSchema>;
export const setRetentionInput = companyInput.extend({
  answers_days: days(RETENTION.answers),
  sources_days: days(RETENTION.sources),
  mails_days: days(RETENTION.mails),
  notices_days: days(RETENTION.notices),
});
