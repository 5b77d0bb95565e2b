import type { Classification } from '../classify-line';
import type { Exact } from '../quantity';
import type { PlanItem } from '../resolve-item';
import type { ModifierRule } from './rule';
import type { SaleGroup } from './sale-groups';
import type { Takings } from './takings';

/** Where a line goes. */
export type Outcome = Pick<Classification, 'bucket' | 'reason'>;

/** A group of lines as it is worked out. */
export interface Worked {
  group: SaleGroup;
  /** Null = it does what its own mapping says. */
  rule: ModifierRule | null;
  /** The item that the rule was found for; null = none, or none that is known. */
  parent: PlanItem | null;
  outcome: Outcome;
  /** What one piece takes by itself, whatever its modifiers do. */
  takings: Takings;
  /** What one piece is booked with. */
  perPiece: ReadonlyMap<string, Exact>;
  /** What one piece takes for its modifiers to work on: by itself, by what stands for it, or by its parts. */
  base: Takings | null;
  /** What its modifiers work on where that is more than it takes itself: of a size the whole. */
  ofWhole: Takings | null;
  /** Whether modifiers stand for it, all of it or a part. */
  isStoodFor: boolean;
  isCut: boolean;
  modifiers: Worked[];
}
