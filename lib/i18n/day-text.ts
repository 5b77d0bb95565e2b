import { dateLocale } from './date-locale';

/** A business day as a reader writes it, where no element can stand, as in a page's title. */
export const dayText = (date: string, locale: string): string =>
  new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${date.slice(0, 10)}T00:00:00Z`),
  );
