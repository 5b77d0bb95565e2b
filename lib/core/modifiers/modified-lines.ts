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

/** Works out bills, each kind of sale once. */
export class Bills {
  private readonly known = new Map<string, Worked>();
  /** What lines of a group do, said once for all sales of its kind. */
  private readonly said = new Map<Worked, ModifiedLine>();
  private readonly usage: UsageByMapping;
  private readonly recipeSet: RecipeSet;

  constructor(usage: UsageByMapping, recipeSet: RecipeSet) {
    this.usage = usage;
    this.recipeSet = recipeSet;
  }

  /**
   * What the lines of one bill take together (R37): notes in `found` those lines that do something else than
   * on their own. `lines` are all of the bill, each once; the order does not matter.
   */
  modified(lines: readonly SoldLine[], found: Map<PlanLine, ModifiedLine>): void {
    if (!lines.some(({ found }) => hasRules(found.item))) return;
    for (const group of saleGroups(lines)) {
      if (!isTouched(group)) continue;
      const kind = kindOf(group);
      const known = this.known.get(kind);
      const worked = known ?? workOut(group, this.usage, this.recipeSet);
      if (!known) this.known.set(kind, worked);
      this.noteLines(worked, known ? counterparts(worked.group, group) : null, found);
    }
  }

  /** `groupOf`: the groups the lines are of, where they were worked out for others of their kind. */
  private noteLines(
    one: Worked,
    groupOf: ReadonlyMap<SaleGroup, SaleGroup> | null,
    into: Map<PlanLine, ModifiedLine>,
  ): void {
    const { group, rule, isStoodFor } = one;
    if (rule || isStoodFor || isLost(group)) {
      const does = this.said.get(one) ?? doesOf(one);
      this.said.set(one, does);
      for (const { line, found } of (groupOf?.get(group) ?? group).lines) {
        // What an earlier day booked is here only for what hangs on it (R15).
        if (found.reason !== 'counted_on_earlier_day') into.set(line, does);
      }
    }
    for (const modifier of one.modifiers) this.noteLines(modifier, groupOf, into);
  }
}

const hasRules = (item: PlanItem | null) => (item?.modifierRules?.length ?? 0) > 0;
const isLost = (group: SaleGroup) => group.isOrphan && hasRules(group.item);

const doesOf = ({ group, rule, parent, outcome, perPiece, takings, isCut }: Worked): ModifiedLine => ({
  ...outcome,
  warning: isCut ? 'removal_exceeds_parent' : isLost(group) ? 'parent_missing' : null,
  rule,
  parent,
  perPiece,
  recipeVersionIds: takings.recipeVersionIds,
});
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
