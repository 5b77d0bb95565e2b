'use client';
import { useLocale, useTranslations } from 'next-intl';
import { nonNegativeDecimalSchema, positiveDecimalSchema } from '@/lib/contracts/common';
import { type Figure, showFigure } from '@/lib/i18n/figures';

export type DecimalRule = 'positive' | 'zeroOrMore';

/** What keeps a typed figure from being taken, in the reader's words; undefined when nothing does. */
export function useFigureProblem(): (figure: Figure, rule: DecimalRule) => string | undefined {
  const t = useTranslations('common.decimal');
  const locale = useLocale();
  const example = showFigure('1.5', locale);
  const large = showFigure('1500', locale);
  return ({ value }, rule) => {
    const schema = rule === 'positive' ? positiveDecimalSchema : nonNegativeDecimalSchema;
    if (schema.safeParse(value).success) return undefined;
    if (value === '') return t('missing');
    const parts = /^-?(\d+)(?:\.(\d+))?$/.exec(value);
    if (!parts) return t('notANumber', { example, large });
    if ((parts[2]?.length ?? 0) > 6) return t('tooManyDecimals');
    if ((parts[1]?.length ?? 0) > 15) return t('tooLarge');
    return t(rule === 'positive' ? 'notPositive' : 'belowZero');
  };
}
