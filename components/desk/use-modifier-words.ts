'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { EffectFields, SuggestedEffect } from '@/lib/contracts/modifiers';
import type { BaseUnit } from '@/lib/core/units';
import { amountText, effectText } from '@/lib/i18n/effect-text';
import { showFigure } from '@/lib/i18n/figures';
import type { ModifierRow } from './modifier-model';

/** What the segment says of effects, reasons and rows, in the reader's language. */
export function useModifierWords() {
  const t = useTranslations('desk.modifiers');
  const units = useTranslations('units');
  const locale = useLocale();
  return useMemo(() => {
    const amount = (quantity: string, unit: BaseUnit | null) => amountText({ quantity, unit }, units, locale);
    const effect = ({ mapped_object_name, replaces_ingredient_name, ...one }: EffectFields): string => {
      const names = { name: mapped_object_name ?? '', replaces_name: replaces_ingredient_name ?? '' };
      return effectText({ ...one, ...names }, t, units, locale);
    };
    return {
      effect,
      /** Whether an offer adds what the mapping takes already. */
      isAs: (one: EffectFields, mapped: string): boolean =>
        one.effect === 'adds' &&
        `${amount(one.quantity ?? '1', one.unit)} ${one.mapped_object_name ?? ''}` === mapped,
      reason: ({ reason: { code, params } }: SuggestedEffect): string =>
        t.has(`reasons.${code}`)
          ? t(`reasons.${code}`, {
              ...params,
              amount: params.quantity
                ? amount(params.quantity, (params.unit || null) as BaseUnit | null)
                : '',
            })
          : '',
      /** Of whom a row speaks: for all, for a group, under a parent. */
      scope: ({ kind, name }: ModifierRow): string =>
        kind === 'all' ? t('forAll') : t(kind === 'group' ? 'forGroup' : 'under', { name }),
      money: (value: string): string => showFigure(value, locale, { digits: 2, minDigits: 2 }),
      figure: (value: string): string => showFigure(value, locale, { digits: 3 }),
    };
  }, [t, units, locale]);
}
export type ModifierWords = ReturnType<typeof useModifierWords>;
