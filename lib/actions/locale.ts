'use server';
import { cookies } from 'next/headers';
import { z } from 'zod';
import { sessionCookie } from '@/lib/auth/session-cookie';
import { publicAction } from './action-client';

// The name lib/i18n/request.ts reads; that file is next-intl's set-up and not to be imported by an action.
const LOCALE_COOKIE = 'bestellfix_locale';

export const setLocaleAction = publicAction
  .metadata({ name: 'locale.set' })
  .inputSchema(z.object({ locale: z.enum(['de', 'en']) }))
  .action(async ({ parsedInput }) => {
    (await cookies()).set(LOCALE_COOKIE, parsedInput.locale, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: sessionCookie().secure,
      maxAge: 365 * 24 * 60 * 60,
    });
    return { ok: true as const };
  });
