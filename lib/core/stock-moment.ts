/**
 * A moment of one ingredient's stock in one storage unit. Within a business day come first the counts at its
 * start (`moment` 0), then its movements (1), then the counts at its end (2); counts of one moment follow one
 * another by `seq`.
 */
export interface StockMoment {
  storageUnitId: string;
  ingredientId: string;
  /** Business day, `YYYY-MM-DD`. */
  day: string;
  moment: number;
  /** Of a count; `0` for movements, which have no order among themselves. */
  seq: string;
}

/** When what moves stock on a business day does so. */
export function movementOn(storageUnitId: string, ingredientId: string, day: string): StockMoment {
  return { storageUnitId, ingredientId, day, moment: 1, seq: '0' };
}
