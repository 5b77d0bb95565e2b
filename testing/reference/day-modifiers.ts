import {
  type BillLine,
  type Goods,
  type Kitchen,
  type LineTruth,
  Long,
  type SoldThing,
  scaledBy,
} from './bill-dishes';
import type { FoundLine, Known, Mapping, Recipes } from './expect-days';
import { billTruth, takenBy } from './modified-sales';

type Target = NonNullable<SoldThing['mapping']>;

export const targetOf = (mapping: Mapping): Target => ({
  ...(mapping.state === 'recipe' ? { recipe: mapping.target ?? '' } : { ingredient: mapping.target ?? '' }),
  quantity: mapping.quantity ?? '1',
  unit: mapping.unit,
  isSubtraction: mapping.isSubtraction === true,
});

/** Taken by so many pieces. */
export function goodsOf(target: Target, pieces: InstanceType<typeof Long>, recipes: Recipes): Goods {
  const goods = takenBy(target, pieces, { recipes, baseUnits: new Map() }) ?? new Map();
  return scaledBy(goods, new Long(target.isSubtraction ? -1 : 1));
}

/** Of bills with a modifier of which something was said, what each line does (R37). */
export function modifiedLines(
  found: readonly FoundLine[],
  recipes: Recipes,
  { history, baseUnits }: Known,
  warnings: Set<string>,
): Map<FoundLine, LineTruth> {
  const truth = new Map<FoundLine, LineTruth>();
  const kitchen: Kitchen = { recipes, baseUnits: baseUnits ?? new Map() };
  const latest = new Map(
    history.flatMap(({ items }) => items.map((item) => [item.lightspeedId, item] as const)),
  );
  const isModifier = ({ mapping, still }: FoundLine) =>
    still !== 'account' && (mapping?.rules?.length ?? 0) > 0;
  const bills = new Set(found.filter(isModifier).map(({ line }) => line.account));
  const thingOf = ({ item, mapping }: FoundLine): SoldThing | undefined => {
    if (item === undefined) return undefined;
    // What was split off is of the kind of what it was split off from.
    const { itemType, group } = latest.get(item.split('/')[0] ?? '') ?? {};
    const isMapped = mapping?.state === 'ingredient' || mapping?.state === 'recipe';
    return {
      id: item,
      type: itemType ?? undefined,
      group: group ?? undefined,
      ...(isMapped && { mapping: targetOf(mapping) }),
      isIgnored: mapping?.state === 'ignored',
      rules: mapping?.rules ?? [],
    };
  };
  for (const account of bills) {
    const own = found.filter(({ line }) => line.account === account);
    const asked = own.map((one, at) => ({
      id: one.line.id ?? `no id ${at}`,
      parent: one.line.parent,
      thing: thingOf(one),
      quantity: new Long(one.bucket === 'failed' ? '0' : (one.line.quantity ?? '0')),
      isVoid: one.line.reason !== undefined,
      state: stateOf(one),
    }));
    const does = billTruth(asked, kitchen);
    for (const [at, one] of own.entries()) {
      const line = asked[at];
      const answer = line && does.get(line);
      if (!answer || one.still === 'earlier') continue;
      truth.set(one, answer);
      if (answer.warning) warnings.add(answer.warning);
    }
  }
  return truth;
}

function stateOf({ bucket, still }: FoundLine): BillLine['state'] {
  if (still === 'earlier') return 'earlier';
  if (still !== undefined) return 'gone';
  if (bucket === 'held') return 'held';
  return bucket === 'failed' ? 'unreadable' : 'sold';
}
