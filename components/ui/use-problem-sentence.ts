'use client';
import { useLocale, useTranslations } from 'next-intl';
import { dayText } from '@/lib/i18n/day-text';
import { showFigure } from '@/lib/i18n/figures';
import type { FormProblem } from './form-problem';

/** What is wrong with a field, in the reader's words. */
export function useProblemSentence(): (problem: FormProblem) => string {
  const t = useTranslations('common.field');
  const locale = useLocale();
  return ({ code, values = {} }) => {
    if (!t.has(code)) return t('wrong');
    if (code === 'notANumber')
      return t(code, { example: showFigure('1.5', locale), large: showFigure('1500', locale) });
    return t(code, typeof values.day === 'string' ? { day: dayText(values.day, locale) } : values);
  };
}
