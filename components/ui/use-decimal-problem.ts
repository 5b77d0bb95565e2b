'use client';
import { useLocale, useTranslations } from 'next-intl';
import { nonNegativeDecimalSchema, positiveDecimalSchema } from '@/lib/contracts/common';

export type DecimalRule = 'positive' | 'zeroOrMore';

/** What keeps a typed decimal (as `DecimalInput` gives it) from being taken, in the reader's words; undefined when nothing does. */
export function useDecimalProblem(): (value: string, rule: DecimalRule) => string | undefined {
  const t = useTranslations('common.decimal');
  const example = new Intl.NumberFormat(useLocale()).format(1.5);
  return (value, rule) => {
    const schema = rule === 'positive' ? positiveDecimalSchema : nonNegativeDecimalSchema;
    if (schema.safeParse(value).success) return undefined;
    const text = value.trim();
    if (text === '') return t('missing');
    const parts = /^-?(\d+)(?:\.(\d+))?$/.exec(text);
    if (!parts) return t('notANumber', { example });
    if ((parts[2]?.length ?? 0) > 6) return t('tooManyDecimals');
    if ((parts[1]?.length ?? 0) > 15) return t('tooLarge');
    return t(rule === 'positive' ? 'notPositive' : 'belowZero');
  };
}
