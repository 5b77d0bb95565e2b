import type { PlanBucket } from '../classify-line';
import type { UsageByMapping } from '../item-usage';
import type { Exact } from '../quantity';
import type { RecipeSet } from '../recipe-explosion';
import type { PlanItem } from '../resolve-item';
import type { PlanLine } from '../sale-line';
import type { ModifierRule } from './rule';
import { foundOf, type SaleGroup, type SoldLine, saleGroups } from './sale-groups';
import { workOut } from './work-out';
import type { Worked } from './worked';

/** What a line does with its modifiers, or as one, where that is not what it does on its own (R37). */
export interface ModifiedLine {
  bucket: PlanBucket;
  reason: string | null;
  warning: 'removal_exceeds_parent' | 'parent_missing' | null;
  /** By which it was worked out; null = by the item's own mapping. */
  rule: ModifierRule | null;
  /** The item it was worked out under; null without a rule, or where no parent is known. */
  parent: PlanItem | null;
  /** Signed change of one piece by ingredient; negative = taken. */
  perPiece: ReadonlyMap<string, Exact>;
  recipeVersionIds: readonly string[];
}

/** Works out bills, each kind of sale once: a day repeats few of them. */
export class Bills {
  private readonly known = new Map<string, Worked>();
  private readonly usage: UsageByMapping;
  private readonly recipeSet: RecipeSet;

  constructor(usage: UsageByMapping, recipeSet: RecipeSet) {
    this.usage = usage;
    this.recipeSet = recipeSet;
  }

  /**
   * What the lines of one bill take together (R37): those lines that do something else than on their own.
   * `lines` are all of the bill, each once; the order does not matter.
   */
  *modified(lines: readonly SoldLine[]): Generator<[PlanLine, ModifiedLine]> {
    if (!lines.some(({ found }) => hasRules(found.item))) return;
    for (const group of saleGroups(lines)) {
      if (!isTouched(group)) continue;
      const kind = kindOf(group);
      const worked = this.known.get(kind) ?? workOut(group, this.usage, this.recipeSet);
      this.known.set(kind, worked);
      yield* linesOf(worked, counterparts(worked.group, group));
    }
  }
}

const hasRules = (item: PlanItem | null) => (item?.modifierRules?.length ?? 0) > 0;
const isTouched = (group: SaleGroup): boolean => hasRules(group.item) || group.children.some(isTouched);

/** All that a sale is worked out from; two of a kind differ in their lines only. */
function kindOf(group: SaleGroup): string {
  const { item, standing, isOrphan, children } = group;
  const { n, d } = group.quantity;
  const { bucket, reason } = foundOf(group) ?? {};
  const own = JSON.stringify([item?.id, item?.itemType, standing, `${n}/${d}`, isOrphan, bucket, reason]);
  return children.length === 0 ? own : `${own}(${children.map(kindOf).join()})`;
}

/** The groups of a sale for those of another of its kind. */
function counterparts(one: SaleGroup, other: SaleGroup, found = new Map<SaleGroup, SaleGroup>()) {
  found.set(one, other);
  for (const [at, child] of one.children.entries()) {
    const its = other.children[at];
    if (its) counterparts(child, its, found);
  }
  return found;
}

function* linesOf(
  one: Worked,
  groupOf: ReadonlyMap<SaleGroup, SaleGroup>,
): Generator<[PlanLine, ModifiedLine]> {
  const { group, rule, parent, outcome, perPiece, takings, isStoodFor, isCut } = one;
  const isLost = group.isOrphan && hasRules(group.item);
  if (rule || isLost || isStoodFor) {
    const does = {
      ...outcome,
      warning: isCut ? ('removal_exceeds_parent' as const) : isLost ? ('parent_missing' as const) : null,
      rule,
      parent,
      perPiece,
      recipeVersionIds: takings.recipeVersionIds,
    };
    for (const { line, found } of (groupOf.get(group) ?? group).lines) {
      // What an earlier day booked is here only for what hangs on it (R15).
      if (found.reason !== 'counted_on_earlier_day') yield [line, does];
    }
  }
  for (const modifier of one.modifiers) yield* linesOf(modifier, groupOf);
}
