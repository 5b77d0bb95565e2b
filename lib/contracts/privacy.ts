import { z } from 'zod';
import { RETENTION } from '@/lib/core/retention';
import { companyInput, instantSchema } from './common';

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

/** Both null: nobody asked for it, or it was taken back. */
export const companyDeletionSchema = z.object({
  asked_at: instantSchema.nullable(),
  due_at: instantSchema
    .nullable()
    .describe('From then on the company is gone; until then an owner may take it back'),
});
export type CompanyDeletion = z.infer<typeof companyDeletionSchema>;
const currentPassword = z.string().min(1).max(200);
export const askCompanyDeletionInput = companyInput.extend({
  name: z.string().trim().min(1).max(200).describe('Of the company, as it is written'),
  current_password: currentPassword,
});
export const deleteAccountInput = z.object({ current_password: currentPassword });
