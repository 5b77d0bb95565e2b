import { createTranslator } from 'use-intl/core';
import de from './messages/de.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };

/** A browser on a system, as people call it, for pages and for mail. */
export function deviceWords(locale: 'de' | 'en') {
  const t = createTranslator({
    locale,
    messages: locale === 'de' ? de : en,
    namespace: 'settings',
    timeZone: 'UTC',
  });
  return ({ browser, system }: { browser: string | null; system: string | null }): string =>
    browser && system ? t('deviceName', { browser, system }) : (browser ?? system ?? t('unknownDevice'));
}
