'use server';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { currentActor } from '@/lib/auth/current-actor';
import { sessionCookie } from '@/lib/auth/session-cookie';
import { changeLocale } from '@/lib/services/account/change-name';
import { publicAction } from './action-client';

// The name lib/i18n/request.ts reads; that file is next-intl's set-up and not to be imported by an action.
const LOCALE_COOKIE = 'bestellfix_locale';

export const setLocaleAction = publicAction
  .metadata({ name: 'locale.set' })
  .inputSchema(z.object({ locale: z.enum(['de', 'en']) }))
  .action(async ({ ctx, parsedInput }) => {
    // Mail is written in it too.
    const actor = await currentActor();
    if (actor.kind === 'user') await changeLocale({ ...ctx.service, actor }, parsedInput.locale);
    (await cookies()).set(LOCALE_COOKIE, parsedInput.locale, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: sessionCookie().secure,
      maxAge: 365 * 24 * 60 * 60,
    });
    return { ok: true as const };
  });
