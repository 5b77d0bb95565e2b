import { exact, isDecimal, roundHalfEven } from '@/lib/core/quantity';
import { asSpoken, type BaseUnit } from '@/lib/core/units';
import { numberFormat, showFigure } from './figures';

/** The words of a namespace; a translator of pages and one of no page both fit. */
type Translate<Key extends string> = (key: Key, values?: Record<string, string>) => string;
type UnitKey = BaseUnit | 'portion' | 'portions';

/** What a modifier does under a parent (R37), with the names of what it is about. */
export interface Effect {
  effect: 'adds' | 'adds_back' | 'removes' | 'replaces' | 'scales' | 'stands_for' | 'nothing';
  name: string;
  replaces_name: string;
  quantity: string | null;
  unit: BaseUnit | null;
  factor: string | null;
  share: string | null;
}

/** An amount as a cook says it; without a unit: portions. */
export function amountText(
  { quantity, unit }: { quantity: string; unit: BaseUnit | null },
  units: Translate<UnitKey>,
  locale: string,
): string {
  if (!isDecimal(quantity)) return quantity;
  const said = unit === null ? null : asSpoken(exact(quantity), unit);
  const figure = showFigure(said ? roundHalfEven(said.amount) : quantity, locale);
  return `${figure} ${units(said?.unit ?? (quantity === '1' ? 'portion' : 'portions'))}`;
}

type Does =
  | 'does.adds'
  | 'does.adds_back'
  | 'does.stands_for'
  | 'does.removes'
  | 'does.removesPart'
  | 'does.replaces'
  | 'does.replacesTimes'
  | 'does.scales'
  | 'does.nothing';
/** What an effect does, in a few words; `t` speaks for `desk.modifiers`. */
export function effectText(
  one: Effect,
  t: Translate<Does>,
  units: Translate<UnitKey>,
  locale: string,
): string {
  const { name, replaces_name: replaced } = one;
  const factor = one.factor === null ? '' : showFigure(one.factor, locale);
  switch (one.effect) {
    case 'adds':
    case 'adds_back':
    case 'stands_for': {
      const amount = amountText({ quantity: one.quantity ?? '1', unit: one.unit }, units, locale);
      return t(`does.${one.effect}`, { takes: `${amount} ${name}` });
    }
    case 'removes': {
      if (one.share === null || Number(one.share) === 1) return t('does.removes', { name });
      const percent = numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
      return t('does.removesPart', { name, share: percent.format(Number(one.share)) });
    }
    case 'replaces':
      return Number(one.factor ?? 1) === 1
        ? t('does.replaces', { name, replaced })
        : t('does.replacesTimes', { name, replaced, factor });
    case 'scales':
      return t('does.scales', { factor });
    case 'nothing':
      return t('does.nothing');
  }
}
