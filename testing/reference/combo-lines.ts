import { Long } from './bill-dishes';
import type { FoundLine, Known } from './expect-days';

type Bucket = FoundLine['bucket'];

/**
 * Where undecided lines go whose parts are decided (R39), in the words of the rule: line by line, looked at
 * again until nothing more is found out.
 */
export function headersIn(
  found: readonly FoundLine[],
  bucketOf: (one: FoundLine) => Bucket,
  { history }: Known,
): Map<FoundLine, Bucket> {
  const types = new Map(
    history.flatMap(({ items }) => items.map((item) => [item.lightspeedId, item.itemType] as const)),
  );
  const typeOf = ({ item }: FoundLine) => types.get(item ?? '');
  const isOnlyHeader = (one: FoundLine) => /^(SEQUENCE|GROUP)$/.test(typeOf(one) ?? '');
  const isSaid = (one: FoundLine) => typeOf(one) === 'SUB_ITEM' || (one.mapping?.rules ?? []).length > 0;
  const open = found.filter((one) => one.item !== undefined && bucketOf(one) === 'unmapped' && !isSaid(one));
  const below = (one: FoundLine) =>
    found.filter(
      (other) =>
        other.line.account === one.line.account &&
        other.line.parent !== undefined &&
        other.line.parent === one.line.id,
    );
  const headers = new Map<FoundLine, Bucket>();
  const now = (one: FoundLine) => headers.get(one) ?? bucketOf(one);
  for (let before = -1; before !== headers.size; ) {
    before = headers.size;
    for (const one of open) {
      const parts = below(one)
        .filter((other) => other.item === undefined || other.item !== one.item)
        .filter((other) => isOnlyHeader(one) || !isSaid(other))
        .map(now)
        .filter((bucket) => bucket !== 'no_goods');
      if (parts.length === 0 || parts.some((bucket) => !/^(deducted|ignored)$/.test(bucket))) continue;
      if (parts.includes('deducted')) headers.set(one, 'deducted');
      else if (isOnlyHeader(one)) headers.set(one, 'ignored');
    }
  }
  const whole = [...headers];
  for (const one of open) {
    if (below(one).length > 0) continue;
    const turned = whole.filter(
      ([other]) =>
        other.item === one.item &&
        other.line.account === one.line.account &&
        new Long(other.line.quantity ?? '0').times(one.line.quantity ?? '0').lt(0),
    );
    const [bucket] = turned.map(([, own]) => own).sort();
    if (bucket) headers.set(one, bucket);
  }
  return headers;
}
