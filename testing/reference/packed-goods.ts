import { Long } from './bill-dishes';
import type { FoundLine, Known } from './expect-days';

/** How much of which ingredient, in its base unit, goes along with one. */
export interface Packed {
  ingredient: string;
  amount: string;
}
/** What a company says goes along when a sale leaves the house (R40), items by their Lightspeed id. */
export interface PackagingSaid {
  items: ReadonlyMap<string, readonly Packed[]>;
  groups: ReadonlyMap<string, readonly Packed[]>;
  bill: readonly Packed[];
}

/** What a day's lines and bills are packed in: of a piece under its item, of a bill under none. */
export function packedIn(
  found: readonly FoundLine[],
  { packaging, history, packedBy = history }: Known,
): { item: string; goods: Map<string, InstanceType<typeof Long>> }[] {
  if (!packaging) return [];
  const items = new Map(
    packedBy.flatMap((catalogue) => catalogue.items.map((item) => [item.lightspeedId, item] as const)),
  );
  const moves = (one: FoundLine) => one.still === undefined && one.bucket !== 'failed';
  const packed = found.filter(moves).flatMap(({ line, item, mapping, bucket }) => {
    // What is held may be anything; what was split off is of the group of what it was split off from (R38).
    if (!line.leavesHouse || item === undefined || bucket === 'held') return [];
    const { itemType, group } = items.get(item.split('/')[0] ?? '') ?? {};
    const isSaidOfDish =
      line.parent !== undefined && (itemType === 'SUB_ITEM' || (mapping?.rules ?? []).length > 0);
    const said = packaging.items.get(item) ?? (isSaidOfDish ? [] : (packaging.groups.get(group ?? '') ?? []));
    const pieces = new Long(line.quantity ?? '0');
    return [{ item, goods: new Map(said.map((one) => [one.ingredient, pieces.times(one.amount)])) }];
  });
  const bags = new Long(packaging.bill.length > 0 ? billsPacked(found.filter(moves)) : 0);
  return [
    ...packed,
    { item: '', goods: new Map(packaging.bill.map((one) => [one.ingredient, bags.times(one.amount)])) },
  ];
}

/** Bills that leave with something, less those of which nothing was left when the day was over. */
function billsPacked(found: readonly FoundLine[]): number {
  const bills = [...new Set(found.map(({ line }) => line.account))].map((account) => {
    const lines = found.map(({ line }) => line).filter((line) => line.account === account);
    const [any] = lines;
    return {
      account,
      lines,
      name: any?.name ?? account,
      previous: any?.previous,
      closed: Date.parse(any?.closed ?? ''),
      leaves: any?.leavesHouse === true,
      sum: lines.reduce((sum, { quantity }) => sum.plus(quantity ?? '0'), new Long(0)),
    };
  });
  const inOrder = bills.sort((a, b) => a.closed - b.closed || (a.account < b.account ? -1 : 1));
  const left = new Map(inOrder.map((bill) => [bill, [...bill.lines]]));
  for (const bill of inOrder) {
    if (bill.previous === undefined || !bill.sum.lt(0)) continue;
    const bearers = inOrder.filter(({ name }) => name === bill.previous).filter((other) => other !== bill);
    const meant = bearers.filter(({ closed }) => closed <= bill.closed).at(-1) ?? bearers[0];
    if (meant) left.get(meant)?.push(...bill.lines);
  }
  return inOrder.filter((bill) => {
    const things = new Map<string, InstanceType<typeof Long>>();
    for (const { sku, title, quantity } of left.get(bill) ?? []) {
      const thing = sku ?? title ?? '';
      things.set(thing, (things.get(thing) ?? new Long(0)).plus(quantity ?? '0'));
    }
    return bill.leaves && bill.sum.gt(0) && [...things.values()].some((rest) => rest.gt(0));
  }).length;
}
