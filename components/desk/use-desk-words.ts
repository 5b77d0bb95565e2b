'use client';
import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { portions } from '@/components/ui/portions';
import type { DeskRow, Takes } from '@/lib/contracts/desk';
import { exact, roundHalfEven } from '@/lib/core/quantity';
import { asSpoken } from '@/lib/core/units';
import { numberFormat, showFigure } from '@/lib/i18n/figures';
import type { Offer } from './desk-entry';
import type { DeskModel } from './desk-model';
import type { Choice } from './use-desk-acts';

/** Stands for a name in a sentence; no name has it. */
const NAME = '\uE000';

/** What a desk says of rows, acts and reasons, in the reader's language. */
export function useDeskWords(model: DeskModel) {
  const t = useTranslations('desk');
  const units = useTranslations('units');
  const locale = useLocale();
  return useMemo(() => {
    const takes = (one: Takes): string => {
      const { quantity, unit } = spoken(one);
      const name = model.target(one.mapped_object_id)?.name ?? '';
      const text = `${showFigure(quantity, locale)} ${units(unit ?? portions(quantity))} ${name}`;
      return one.is_subtraction ? t('addsBack', { takes: text }) : text;
    };
    // Said of each row in sight while one scrolls: put together once, the name set in by hand.
    const [before = '', after = ''] = t('selectRow', { name: NAME }).split(NAME);
    return {
      takes,
      select: (name: string): string => before + name + after,
      act: (row: DeskRow, choice: Choice): string => {
        const { name } = row;
        if (choice === null) return t('said.open', { name });
        return choice === 'ignored'
          ? t('said.ignored', { name })
          : t('said.mapped', { name, takes: takes(choice) });
      },
      creation: ({ name, base_unit }: NonNullable<Offer['create']>): string =>
        base_unit === null
          ? t('createdRecipe', { name })
          : t('createdIngredient', { name, unit: units(base_unit) }),
      /** Codes not known here are left out: a newer server may know more. That nothing fits is said above. */
      reasons: ({ reasons }: Offer): string =>
        reasons
          .filter(({ code }) => code !== 'nothing_fits')
          .flatMap(({ code, params }) => (t.has(`reasons.${code}`) ? [t(`reasons.${code}`, params)] : []))
          .join(' · '),
      percent: (share: number): string =>
        numberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share),
      finePercent: (share: number): string =>
        numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share),
      money: (value: string): string => showFigure(value, locale, { digits: 2, minDigits: 2 }),
      figure: (value: string): string => showFigure(value, locale, { digits: 3 }),
    };
  }, [model, t, units, locale]);
}

function spoken({ quantity, unit }: Takes): Pick<Takes, 'quantity' | 'unit'> {
  if (unit === null) return { quantity, unit };
  const said = asSpoken(exact(quantity), unit);
  return { quantity: roundHalfEven(said.amount), unit: said.unit };
}
export type DeskWords = ReturnType<typeof useDeskWords>;
