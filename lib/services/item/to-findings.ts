import type { Item } from '@/lib/contracts/lightspeed';
import { type Finding, isOtherPrice } from '@/lib/core/item-names/findings';

/** What is another now than when the item was decided about (R38). */
export const toFindings = (findings: readonly Finding[]): Item['findings'] =>
  findings
    .filter(({ field, before, after }) =>
      field === 'price' ? isOtherPrice(before, after) : before !== after,
    )
    .map(({ field, before, after }) => ({ field, before, after }));
