/** Dates on English pages are written as in Europe, day first and in 24 hours: nobody may read 03/04 as another day. */
export const dateLocale = (locale: string) => (locale === 'en' ? 'en-GB' : locale);
