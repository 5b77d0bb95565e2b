import type { z } from 'zod';
import { updateLocale, updateName } from '@/db/queries/people';
import { changeNameInput } from '@/lib/contracts/accounts';
import type { okSchema } from '@/lib/contracts/common';
import type { ServiceContext } from '../context';
import { requirePerson } from '../session/require-person';

/** How the person is called from now on, in every company. */
export async function changeName(
  ctx: ServiceContext,
  raw: z.input<typeof changeNameInput>,
): Promise<z.infer<typeof okSchema>> {
  const { userId } = requirePerson(ctx);
  const { name } = changeNameInput.parse(raw);
  await updateName(ctx.db, userId, name);
  return { ok: true };
}

/** The language of mail to the person. */
export async function changeLocale(ctx: ServiceContext, locale: 'de' | 'en'): Promise<void> {
  await updateLocale(ctx.db, requirePerson(ctx).userId, locale);
}
