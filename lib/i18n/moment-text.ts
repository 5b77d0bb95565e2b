import { dateLocale } from './date-locale';

/** A moment in words that need no page: with the zone it is said in. */
export const momentText = (at: Date, locale: 'de' | 'en', timeZone: string): string =>
  new Intl.DateTimeFormat(dateLocale(locale), {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    timeZone,
    timeZoneName: 'short',
  }).format(at);
