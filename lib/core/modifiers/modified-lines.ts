import type { PlanBucket } from '../classify-line';
import type { UsageByMapping } from '../item-usage';
import type { Exact } from '../quantity';
import type { RecipeSet } from '../recipe-explosion';
import type { PlanItem } from '../resolve-item';
import type { PlanLine } from '../sale-line';
import type { ModifierRule } from './rule';
import { type SoldLine, saleGroups } from './sale-groups';
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

/**
 * What the lines of one bill take together (R37): those lines that do something else than on their own.
 * `lines` are all of the bill, each once; the order does not matter.
 */
export function modifiedLines(
  lines: readonly SoldLine[],
  usage: UsageByMapping,
  recipeSet: RecipeSet,
): Map<PlanLine, ModifiedLine> {
  const result = new Map<PlanLine, ModifiedLine>();
  if (!lines.some(({ found }) => hasRules(found.item))) return result;
  for (const group of saleGroups(lines)) collect(workOut(group, usage, recipeSet), result);
  return result;
}

const hasRules = (item: PlanItem | null) => (item?.modifierRules?.length ?? 0) > 0;

function collect(one: Worked, result: Map<PlanLine, ModifiedLine>): void {
  const { group, rule, parent, outcome, perPiece, takings, isStoodFor, isCut } = one;
  const isLost = group.isOrphan && hasRules(group.item);
  if (rule || isLost || isStoodFor) {
    for (const { line, found } of group.lines) {
      // What an earlier day booked is here only for what hangs on it (R15).
      if (found.reason === 'counted_on_earlier_day') continue;
      result.set(line, {
        ...outcome,
        warning: isCut ? 'removal_exceeds_parent' : isLost ? 'parent_missing' : null,
        rule,
        parent,
        perPiece,
        recipeVersionIds: takings.recipeVersionIds,
      });
    }
  }
  for (const modifier of one.modifiers) collect(modifier, result);
}
