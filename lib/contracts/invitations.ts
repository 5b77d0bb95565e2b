import { z } from 'zod';
import { idSchema, instantSchema, roleSchema, unitIdsInput } from './common';

export const createInvitationInput = z.object({
  company_id: idSchema,
  email: z.email().max(254),
  role: roleSchema.default('manager'),
  storage_unit_ids: unitIdsInput.describe('Of a stock keeper, at least one; other roles have all'),
});
export const invitationSchema = z
  .object({
    id: idSchema,
    email: z.string(),
    role: z.string(),
    storage_unit_ids: z.array(idSchema),
    invited_by: z.string().describe('The name of who did, else the e-mail'),
    created_at: instantSchema,
    expires_at: instantSchema,
    is_expired: z.boolean(),
    delivery: z
      .string()
      .nullable()
      .describe('waiting, sending, sent, uncertain or failed; null where the link is handed over by hand'),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitationSchema>;
export const createdInvitationSchema = invitationSchema.extend({
  link: z
    .string()
    .nullable()
    .describe('To be handed over, shown once; null where it goes out by mail, and in a repeated answer'),
});
/** What the link says before somebody joins. */
export const openedInvitationSchema = z.object({
  company: z.string(),
  role: z.string(),
  email: z.string(),
  invited_by: z.string(),
});
export type OpenedInvitation = z.infer<typeof openedInvitationSchema>;
export const acceptedInvitationSchema = z.object({ company_id: idSchema, role: z.string() });
