import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';

export const LOCALE_COOKIE = 'bestellfix_locale';

/** The person's choice, else the first language of the browser that we speak, else English. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  const accepted = ((await headers()).get('accept-language') ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((language) => language === 'de' || language === 'en');
  const locale = chosen === 'de' || chosen === 'en' ? chosen : (accepted ?? 'en');
  const messages =
    locale === 'de'
      ? (await import('./messages/de.json')).default
      : (await import('./messages/en.json')).default;
  return { locale, messages, timeZone: 'UTC' };
});
