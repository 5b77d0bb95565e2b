import { z } from 'zod';
import { idSchema, instantSchema } from './common';
import { passwordSchema } from './people';

/** A place where a person is signed in. */
const deviceSchema = z
  .object({
    id: idSchema,
    user_agent: z.string().nullable().describe('What the browser calls itself'),
    is_current: z.boolean().describe('The session of this request'),
    created_at: instantSchema,
    last_seen_at: instantSchema.describe('At most ten minutes late'),
    ends_at: instantSchema.describe('It ends then, or earlier when it is not used for 14 days'),
  })
  .meta({ id: 'Device' });
export type Device = z.infer<typeof deviceSchema>;
export const deviceListSchema = z.object({ data: z.array(deviceSchema) });

export const endSessionInput = z.object({ id: idSchema });
export const endedSessionsSchema = z.object({ ended: z.number().int().describe('Sessions ended elsewhere') });

export const changePasswordInput = z
  .object({ current_password: z.string().min(1).max(200), new_password: passwordSchema })
  .refine(({ current_password, new_password }) => current_password !== new_password, {
    path: ['new_password'],
    params: { problem: 'samePassword' },
  });
