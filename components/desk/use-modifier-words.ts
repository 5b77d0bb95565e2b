'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { portions } from '@/components/ui/portions';
import type { EffectFields, SuggestedEffect } from '@/lib/contracts/modifiers';
import { exact, roundHalfEven } from '@/lib/core/quantity';
import { asSpoken, type BaseUnit } from '@/lib/core/units';
import { numberFormat, showFigure } from '@/lib/i18n/figures';
import type { ModifierRow } from './modifier-model';

/** What the segment says of effects, reasons and rows, in the reader's language. */
export function useModifierWords() {
  const t = useTranslations('desk.modifiers');
  const units = useTranslations('units');
  const locale = useLocale();
  return useMemo(() => {
    const amount = (quantity: string, unit: BaseUnit | null): string => {
      const said = unit === null ? null : asSpoken(exact(quantity), unit);
      const figure = showFigure(said ? roundHalfEven(said.amount) : quantity, locale);
      return `${figure} ${units(said ? said.unit : portions(quantity))}`;
    };
    const percent = (share: string) =>
      numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(Number(share));
    const effect = (one: EffectFields): string => {
      const name = one.mapped_object_name ?? '';
      const factor = one.factor === null ? '' : showFigure(one.factor, locale);
      switch (one.effect) {
        case 'adds':
        case 'adds_back':
        case 'stands_for':
          return t(`does.${one.effect}`, { takes: `${amount(one.quantity ?? '1', one.unit)} ${name}` });
        case 'removes':
          return one.share === null || Number(one.share) === 1
            ? t('does.removes', { name })
            : t('does.removesPart', { name, share: percent(one.share) });
        case 'replaces': {
          const replaced = one.replaces_ingredient_name ?? '';
          return Number(one.factor ?? 1) === 1
            ? t('does.replaces', { name, replaced })
            : t('does.replacesTimes', { name, replaced, factor });
        }
        case 'scales':
          return t('does.scales', { factor });
        case 'nothing':
          return t('does.nothing');
      }
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
