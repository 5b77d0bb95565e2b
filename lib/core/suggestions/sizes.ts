import type { BaseUnit } from '../units';
import { fold } from './fold';

/** An amount as a cook says it; 3 dl are 30 cl. `litres` or `grams` is the same as a number, to compare. */
export interface Measure {
  quantity: string;
  unit: BaseUnit;
  litres: number | null;
  grams: number | null;
  /** "0,5" and no unit. */
  isBare: boolean;
}

type Vessel = 'bottle' | 'glass' | 'pint' | 'double' | 'single' | 'shot' | 'magnum';
type PortionSize = 'small' | 'large';

/** What a name says of how much is sold. */
export interface Sizes {
  measure: Measure | null;
  /** Of a litre, a bottle or a portion: which, the name leaves open. */
  fraction: 'half' | 'quarter' | 'eighth' | 'three quarters' | null;
  vessel: Vessel | null;
  portion: PortionSize | null;
  /** Pieces, and whether a word says so (4 Stk, 6er, x6) or a number only stands before or behind. */
  count: number | null;
  isCountMarked: boolean;
}

interface SizedName {
  /** The folded name without measures and marked counts. */
  rest: string;
  sizes: Sizes;
}

const VOLUMES: Record<string, { unit: BaseUnit; factor: number; litres: number }> = {
  ml: { unit: 'ml', factor: 1, litres: 0.001 },
  cl: { unit: 'cl', factor: 1, litres: 0.01 },
  dl: { unit: 'cl', factor: 10, litres: 0.1 },
  l: { unit: 'l', factor: 1, litres: 1 },
};
const MASSES: Record<string, { unit: BaseUnit; factor: number; grams: number }> = {
  g: { unit: 'g', factor: 1, grams: 1 },
  kg: { unit: 'kg', factor: 1, grams: 1000 },
  oz: { unit: 'g', factor: 28.35, grams: 28.35 },
};
const UNIT_OF: Record<string, string> = {
  lt: 'l',
  ltr: 'l',
  liter: 'l',
  litre: 'l',
  litro: 'l',
  litri: 'l',
  litres: 'l',
  gr: 'g',
  gramm: 'g',
  grammes: 'g',
};
const NUMBER = String.raw`(\d{1,4}(?:[.,]\d{1,3})?|[.,]\d{1,3}|1\/2|1\/4|3\/4|1\/8)`;
const MEASURE = new RegExp(
  String.raw`(?<![\d.,/\p{L}])${NUMBER}\s*(ml|cl|dl|lt|ltr|litri|litro|litres?|liter|l|kg|gramm|grammes|gr|g|oz)(?![\p{L}\d])\.?`,
  'u',
);
const BARE = /(?<![\d.,/\p{L}])([0-3][.,]\d{1,3})(?![\d%\p{L}])/u;
const FRACTION = /(?<![\d/])(1\/2|1\/4|3\/4|1\/8)(?![\d/])/;
const FRACTIONS: Record<string, { name: NonNullable<Sizes['fraction']>; value: number }> = {
  '1/2': { name: 'half', value: 0.5 },
  '1/4': { name: 'quarter', value: 0.25 },
  '3/4': { name: 'three quarters', value: 0.75 },
  '1/8': { name: 'eighth', value: 0.125 },
};
const PIECE = '(?:er|x|stk|stck|stuck|st|pcs?|pz|pieces?|pezzi|teilig|tlg)';
const COUNTED = [
  new RegExp(String.raw`(?<![\d.,/\p{L}])(\d{1,2})\s*${PIECE}(?![\p{L}\d])\.?`, 'u'),
  /(?<![\p{L}\d])x\s*(\d{1,2})(?![\p{L}\d.,])/u,
  /\(\s*(\d{1,2})\s*\)/u,
];

const round = (value: number) => String(Number(value.toFixed(6)));
const numberOf = (text: string) =>
  FRACTIONS[text]?.value ?? Number(text.replace(',', '.').replace(/^\./, '0.'));

/** `amount` of a unit as tills write it: 33 cl, 3 dl, 250 g, 8 oz; null when the unit is none of these. */
function measureOf(amount: string, unit: string, isBare = false): Measure | null {
  const value = numberOf(amount);
  const volume = VOLUMES[unit];
  if (volume) {
    const quantity = round(value * volume.factor);
    return {
      quantity,
      unit: volume.unit,
      litres: Number((value * volume.litres).toFixed(6)),
      grams: null,
      isBare,
    };
  }
  const mass = MASSES[unit];
  if (!mass) return null;
  const grams = Math.round(value * mass.grams * 10) / 10;
  const quantity = round(unit === 'oz' ? Math.round(grams) : value * mass.factor);
  return { quantity, unit: mass.unit, litres: null, grams, isBare };
}

/** Reads measures, fractions and marked counts out of a name as it stands; vessels are words, read later. */
export function readSizes(name: string): SizedName {
  let rest = ` ${fold(name.replaceAll('½', '1/2').replaceAll('¼', '1/4').replaceAll('¾', '3/4'))} `
    .replaceAll('⁄', '/')
    .replace(/1\/2\s*[-/+&]\s*1\/2/g, ' halfhalf ')
    .replace(/(?<![\d.,])0[.,]0(?!\d)/g, ' alkoholfrei ');
  const sizes: Sizes = {
    measure: null,
    fraction: null,
    vessel: null,
    portion: null,
    count: null,
    isCountMarked: false,
  };
  const measured = MEASURE.exec(rest);
  if (measured) {
    const [whole, amount = '', unit = ''] = measured;
    sizes.measure = measureOf(amount, UNIT_OF[unit] ?? unit);
    rest = rest.replace(whole, ' ');
  } else {
    const bare = BARE.exec(rest);
    if (bare) {
      sizes.measure = measureOf(bare[1] ?? '', 'l', true);
      rest = rest.replace(bare[0], ' ');
    }
  }
  const fraction = sizes.measure ? null : FRACTION.exec(rest);
  if (fraction) {
    sizes.fraction = FRACTIONS[fraction[1] ?? '']?.name ?? null;
    rest = rest.replace(fraction[0], ' ');
  }
  if (/(?<!\p{L})(?:kg|kilo)(?!\p{L})/u.test(rest) && !sizes.measure) {
    sizes.measure = measureOf('1', 'kg');
    rest = rest.replace(/(?<!\p{L})(?:kg|kilo)(?!\p{L})/u, ' ');
  }
  const letter = /\S\s(S|L|XL)\s*$/.exec(name)?.[1];
  if (letter !== undefined) sizes.portion = letter === 'S' ? 'small' : 'large';
  for (const pattern of COUNTED) {
    const counted = pattern.exec(rest);
    if (!counted) continue;
    sizes.count = Number(counted[1]);
    sizes.isCountMarked = true;
    rest = rest.replace(counted[0], ' ');
    break;
  }
  return { rest, sizes };
}

/** A volume as a measure, in the unit it is usually said in: 4 cl, 0.5 l. */
export function litresAsMeasure(litres: number): { quantity: string; unit: BaseUnit } {
  if (litres < 0.1) return { quantity: round(litres * 100), unit: 'cl' };
  return { quantity: round(litres), unit: 'l' };
}

type WordSize =
  | { vessel: Vessel }
  | { portion: PortionSize }
  | { fraction: NonNullable<Sizes['fraction']> }
  | { litres: string; unit: 'l' | 'cl' | 'dl' }
  | { count: number };
const says = (size: WordSize, words: string): [string, WordSize][] =>
  words.split(' ').map((word) => [fold(word), size]);

/** Words that say a size. Where it is a volume it is the usual one of the region that has the word. */
export const SIZE_WORDS: ReadonlyMap<string, WordSize> = new Map([
  ...says({ vessel: 'bottle' }, 'flasche flaschen fl bottle btl btle bot bott bt bottiglia bouteille bout'),
  ...says(
    { vessel: 'glass' },
    'glas gl glass gls verre vre vr bicchiere bicch calice coupe flûte cüpli kelch',
  ),
  ...says({ vessel: 'magnum' }, 'magnum'),
  ...says({ vessel: 'pint' }, 'pint pinte pinta pts'),
  ...says({ vessel: 'double' }, 'double dbl dble dopp doppelt doppelter doppelte doppio dpl doppel'),
  ...says({ vessel: 'single' }, 'single sgl'),
  ...says({ vessel: 'shot' }, 'shot shots'),
  ...says(
    { portion: 'small' },
    'klein kleine kleiner kleines kl small sm petit petite piccola chli chlini kleini',
  ),
  ...says({ portion: 'large' }, 'gross grosse grosser grosses gr large lrg lg grand grande gd xl'),
  ...says({ fraction: 'half' }, 'halb halbe halber halbes half hf mezzo mezza'),
  ...says({ fraction: 'quarter' }, 'viertel viertele quartino quart'),
  ...says({ fraction: 'eighth' }, 'achtel achterl'),
  ...says({ litres: '1', unit: 'l' }, 'mass litro liter litre'),
  ...says({ litres: '0.25', unit: 'l' }, 'schoppen'),
  ...says({ litres: '0.5', unit: 'l' }, 'seidel seidla seidl krügerl chope'),
  ...says({ litres: '25', unit: 'cl' }, 'demi'),
  ...says({ litres: '3', unit: 'dl' }, 'stange'),
  ...says({ litres: '2', unit: 'dl' }, 'herrgöttli'),
  ...says({ litres: '1', unit: 'dl' }, 'dl'),
  ...says({ count: 2 }, 'paar pair paire coppia'),
  ...says({ count: 12 }, 'dutzend dtz douzaine dozen dozzina'),
]);

/** A word's volume as a measure. */
export const wordMeasure = (size: { litres: string; unit: 'l' | 'cl' | 'dl' }): Measure | null =>
  measureOf(size.litres, size.unit);
