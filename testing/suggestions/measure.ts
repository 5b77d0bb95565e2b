import { compare, exact, subtract } from '@/lib/core/quantity';
import { indexKitchen, type KitchenIndex } from '@/lib/core/suggestions/kitchen-index';
import { answerFor, type Raw } from '@/lib/core/suggestions/suggest';
import type {
  DecidedItem,
  ItemSuggestions,
  Kitchen,
  SoldItem,
  Suggestion,
} from '@/lib/core/suggestions/types';
import { convert } from '@/lib/core/units';
import type { Answer, LabelledItem, LabelledKitchen } from './kitchen';

/** One till name with what was answered. */
export interface Outcome {
  kitchen: string;
  item: LabelledItem;
  answer: ItemSuggestions;
  raw: Raw;
  /** Place of the right target among the suggestions; -1: not among them, or there is none. */
  rank: number;
  /** Of the first suggestion, where its target is right and the quantity can be known; else null. */
  isQuantityRight: boolean | null;
  /** The verdict with all it says. */
  isRight: boolean;
}

const soldItem = ({ name, group, price }: LabelledItem): SoldItem => ({
  sku: null,
  name,
  group,
  price,
  itemType: 'ITEM',
});

export function kitchenOf(labelled: LabelledKitchen): Kitchen {
  const isRecipe = new Set(labelled.recipes.map(({ name }) => name));
  const decided = labelled.decided.flatMap((item): DecidedItem[] => {
    const { answer } = item;
    if (answer.kind === 'none') return [];
    if (answer.kind === 'no_stock') return [{ ...soldItem(item), decision: { kind: 'ignored' } }];
    const id = answer.names[0] ?? '';
    return [
      {
        ...soldItem(item),
        decision: {
          kind: 'mapped',
          type: isRecipe.has(id) ? 'recipe' : 'ingredient',
          id,
          quantity: answer.quantity ?? '1',
          unit: answer.unit,
          isSubtraction: answer.subtracts,
        },
      },
    ];
  });
  return {
    ingredients: labelled.ingredients.map(({ name, unit, cost }) => ({
      id: name,
      name,
      baseUnit: unit,
      cost,
    })),
    recipes: labelled.recipes.map(({ name, ingredients }) => ({ id: name, name, ingredients, cost: null })),
    decided,
  };
}

export function outcomesOf(kitchens: readonly LabelledKitchen[]): Outcome[] {
  return kitchens.flatMap((labelled) => {
    const index = indexKitchen(kitchenOf(labelled));
    return labelled.items.map((item) => outcomeOf(item, labelled.name, index));
  });
}

function outcomeOf(item: LabelledItem, kitchen: string, index: KitchenIndex): Outcome {
  const { answer, raw } = answerFor(soldItem(item), index);
  const expected = item.answer;
  const first = answer.suggestions[0];
  const rank =
    expected.kind === 'target'
      ? answer.suggestions.findIndex(({ name }) => expected.names.includes(name))
      : -1;
  const isQuantityRight =
    expected.kind === 'target' && rank === 0 && first && expected.quantity !== null
      ? isSameAmount(first, expected)
      : null;
  const isRight =
    expected.kind === 'no_stock'
      ? answer.verdict === 'ignore'
      : expected.kind === 'none'
        ? answer.verdict === 'unknown'
        : answer.verdict === 'map' &&
          rank === 0 &&
          isQuantityRight !== false &&
          first?.isSubtraction === expected.subtracts;
  return { kitchen, item, answer, raw, rank, isQuantityRight, isRight };
}

function isSameAmount(first: Suggestion, expected: Extract<Answer, { kind: 'target' }>): boolean {
  if (first.isSubtraction !== expected.subtracts) return false;
  const mine = exact(first.quantity);
  const theirs = exact(expected.quantity ?? '0');
  const inTheirs = expected.unit && first.unit ? convert(mine, first.unit, expected.unit) : mine;
  if (inTheirs === null || (expected.unit === null) !== (first.unit === null)) return false;
  const off = subtract(inTheirs, theirs);
  const size = off.n < 0n ? { n: -off.n, d: off.d } : off;
  // Labels of parts of a bottle are rounded.
  return compare(size, { n: theirs.n, d: theirs.d * 200n }) <= 0;
}

interface Figures {
  items: number;
  answerable: number;
  nothingFits: number;
  noStock: number;
  at1: number;
  at3: number;
  quantity: number;
  precision: number;
  coverage: number;
  wrongWhereNothingFits: number;
  wrongWhereNoStock: number;
  noStockFound: number;
  goodsIgnored: number;
  calibrationError: number;
}

const share = (part: number, of: number) => (of === 0 ? 0 : part / of);

/**
 * The published figures of one part. Confident: verdict `map` or `ignore` from the stated confidence on;
 * right: target, sign and quantity, or that it is no stock. Coverage: confident among those that have an
 * answer.
 */
export function figuresOf(outcomes: readonly Outcome[]): Figures {
  const of = (kind: Answer['kind']) => outcomes.filter(({ item }) => item.answer.kind === kind);
  const [answerable, none, noStock] = [of('target'), of('none'), of('no_stock')];
  // Found and not taken for no stock.
  const offered = (outcome: Outcome, within: number) =>
    outcome.answer.verdict !== 'ignore' && outcome.rank >= 0 && outcome.rank < within;
  const first = answerable.filter((one) => offered(one, 1));
  const weighed = answerable.filter((one) => one.isQuantityRight !== null);
  const confident = outcomes.filter(({ answer }) => answer.isConfident);
  const isSure = ({ answer }: Outcome) => answer.isConfident;
  return {
    items: outcomes.length,
    answerable: answerable.length,
    nothingFits: none.length,
    noStock: noStock.length,
    at1: share(first.length, answerable.length),
    at3: share(answerable.filter((one) => offered(one, 3)).length, answerable.length),
    quantity: share(weighed.filter((one) => one.isQuantityRight).length, weighed.length),
    precision: share(confident.filter((one) => one.isRight).length, confident.length),
    coverage: share(answerable.filter(isSure).length, answerable.length),
    wrongWhereNothingFits: share(none.filter(isSure).length, none.length),
    wrongWhereNoStock: share(
      noStock.filter((one) => isSure(one) && one.answer.verdict === 'map').length,
      noStock.length,
    ),
    noStockFound: share(noStock.filter((one) => one.answer.verdict === 'ignore').length, noStock.length),
    goodsIgnored: share(
      [...answerable, ...none].filter((one) => isSure(one) && one.answer.verdict === 'ignore').length,
      answerable.length + none.length,
    ),
    calibrationError: expectedCalibrationError(outcomes),
  };
}

/** Mean distance of confidence and share of right ones, over ten bins, of all that were given a verdict. */
function expectedCalibrationError(outcomes: readonly Outcome[]): number {
  const given = outcomes.filter(({ answer }) => answer.verdict !== 'unknown');
  const bins = Array.from({ length: 10 }, (_, bin) =>
    given.filter(({ answer }) => Math.min(9, Math.floor(answer.confidence * 10)) === bin),
  );
  const off = bins.map((bin) => {
    const right = share(bin.filter((one) => one.isRight).length, bin.length);
    const said = share(
      bin.reduce((sum, { answer }) => sum + answer.confidence, 0),
      bin.length,
    );
    return Math.abs(right - said) * bin.length;
  });
  return share(
    off.reduce((sum, one) => sum + one, 0),
    given.length,
  );
}
