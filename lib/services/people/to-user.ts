import type { z } from 'zod';
import type { UserRow } from '@/db/queries/people';
import type { userSchema } from '@/lib/contracts/people';

export function toUser(row: UserRow): z.infer<typeof userSchema> {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    locale: row.locale,
    is_confirmed: row.confirmedAt !== null,
  };
}
