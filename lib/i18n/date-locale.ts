/** English pages write dates day first and times in 24 hours, as in Europe, so that 03/04 has one meaning. */
export const dateLocale = (locale: string) => (locale === 'en' ? 'en-GB' : locale);
