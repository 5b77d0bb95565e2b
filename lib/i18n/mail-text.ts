import { createTranslator } from 'use-intl/core';
import de from './messages/de.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };

/** The languages mail is written in; whoever chose none gets English. */
export const mailLocale = (locale: string | null | undefined): 'de' | 'en' => (locale === 'de' ? 'de' : 'en');

/** The sentences of mail, `mail.…` of the messages, for people who look at no page. */
export function mailText(locale: 'de' | 'en') {
  return createTranslator({
    locale,
    messages: locale === 'de' ? de : en,
    namespace: 'mail',
    timeZone: 'UTC',
  });
}
