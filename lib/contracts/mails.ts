import { z } from 'zod';
import { idSchema, instantSchema } from './common';

const mailTroubleSchema = z.object({
  id: idSchema,
  kind: z.string(),
  address: z.string(),
  /** `waiting`: tried again by itself; `uncertain`: the mail server may have it or not (R44). */
  status: z.enum(['waiting', 'failed', 'uncertain']),
  problem: z.string(),
  created_at: instantSchema,
});
export type MailTrouble = z.infer<typeof mailTroubleSchema>;
export const mailTroublesSchema = z.object({ data: z.array(mailTroubleSchema) });
