import { CATALOGUE, type SimItem } from './catalogue';
import { type Sold, sold, VOID_REASONS } from './draw-order';
import type { Dice } from './random';

const BY_SKU = new Map(CATALOGUE.flatMap((item) => (item.sku ? [[item.sku, item] as const] : [])));
const named = (sku: string) => BY_SKU.get(sku) as SimItem;

const EXTRA_CHEESE = '911';
const EXTRA_SAUCE = '919';
const DOUBLE = '920';
const SALAD_FOR_FRIES = '921';
const SIZES = ['922', '922', '923'];
/** What a till offers under each dish, the likelier more often, and under which share of those sold bare. */
const OFFERS: readonly { under: readonly string[]; share: number; skus: readonly string[] }[] = [
  { under: ['53', '54', '55', '56'], share: 0.3, skus: ['912', '912', '911', '920', '924', '925', '926'] },
  { under: ['52', '57'], share: 0.3, skus: ['911', '920', '924', '925'] },
  { under: ['109', '402', '406'], share: 0.2, skus: [SALAD_FOR_FRIES] },
  { under: ['101', '102', '301', '302', '303', '306'], share: 0.15, skus: SIZES },
];
const OFFER_OF = new Map(OFFERS.flatMap((offer) => offer.under.map((sku) => [sku, offer] as const)));

/**
 * The lines of a table with what guests want otherwise: lines that hang on their dish, for as many of its
 * pieces as they say. One may hang on another, be sold alone, or be voided with its dish or by itself. The
 * dice are others than the order's, whose lines stay what they are.
 */
export function withModifiers(dice: Dice, lines: readonly Sold[]): Sold[] {
  const all: Sold[] = [];
  for (const line of lines) {
    all.push(line);
    const offer = OFFER_OF.get(line.sku ?? '');
    const isBare = offer && line.thousandths >= 1000 && !lines.some((one) => one.parent === line);
    if (!isBare || !dice.chance(offer.share)) continue;
    const added = modifiersOf(dice, line, dice.pick(offer.skus));
    all.push(...added, ...voidedOf(dice, added, voidOf(lines, line)));
  }
  const [first] = lines;
  if (first && dice.chance(0.01)) all.push(sold(named(EXTRA_SAUCE), 1, first.at));
  return all;
}

/** For some of the pieces; extra cheese now and then twice, as a modifier of the modifier. */
function modifiersOf({ chance, below }: Dice, parent: Sold, sku: string): Sold[] {
  const count = 1 + below(parent.thousandths / 1000);
  const modifier = sold(named(sku), count, parent.at, { parent });
  const isTwice = sku === EXTRA_CHEESE && chance(0.25);
  return isTwice ? [modifier, sold(named(DOUBLE), count, parent.at, { parent: modifier })] : [modifier];
}

/** The line that takes a piece of this one back. */
const voidOf = (lines: readonly Sold[], { sku, at }: Sold): Sold | undefined =>
  lines.find((one) => one.voidReason && !one.parent && one.sku === sku && one.at === at + 600_000);

/**
 * A void takes the modifier of its piece along, or the till forgets it. A modifier by itself is taken back
 * under its dish, or as a line without a parent.
 */
function voidedOf({ chance, pick }: Dice, added: readonly Sold[], voided: Sold | undefined): Sold[] {
  const [modifier] = added;
  if (!modifier || added.length > 1) return [];
  const takenBack = (reason: string, parent: Sold | undefined): Sold => {
    const pieces = modifier.thousandths / 1000;
    const { parent: _, ...line } = modifier;
    return {
      ...line,
      thousandths: -1000,
      amount: -Math.round(modifier.amount / pieces),
      voidReason: reason,
      at: modifier.at + 600_000,
      ...(parent ? { parent } : {}),
    };
  };
  if (voided) return chance(0.5) ? [takenBack(voided.voidReason ?? '', voided)] : [];
  if (!chance(0.04)) return [];
  return [takenBack(pick(VOID_REASONS), chance(0.5) ? modifier.parent : undefined)];
}
