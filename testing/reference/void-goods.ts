import { type Goods, type LineTruth, Long, scaledBy } from './bill-dishes';
import { goodsOf, targetOf } from './day-modifiers';
import type { FoundLine, Known, Recipes } from './expect-days';
import { spoken } from './read-answer';

/** Goods that left the sale they were voided from, for waste (R16). */
interface Wasted {
  item: string;
  under: string;
  goods: Goods;
  reason: string;
}

/**
 * Of each void line whose reason is booked as waste: as many pieces of what the sale took, in whose bill or
 * behind whose bill it stands; where no such sale is there, of what the item takes.
 */
export function wastedIn(
  found: readonly FoundLine[],
  truth: ReadonlyMap<FoundLine, LineTruth>,
  recipes: Recipes,
  { bookedReasons }: Known,
): Wasted[] {
  const sales = found
    .filter((one) => {
      const isSold = (truth.get(one)?.bucket ?? one.bucket) === 'deducted';
      return isSold && one.item !== undefined && new Long(one.line.quantity ?? '0').gt(0);
    })
    .sort((a, b) => (`${a.line.id} ${a.line.account}` < `${b.line.id} ${b.line.account}` ? -1 : 1));
  return found.flatMap((one): Wasted[] => {
    const { line, item, mapping, still } = one;
    const reason = spoken(line.reason ?? '');
    if (still !== 'gone' || item === undefined || one.isUnknown || !bookedReasons?.has(reason)) return [];
    const pieces = new Long(line.quantity ?? '0').abs();
    const ofItem = sales.filter((sale) => sale.item === item);
    const twin =
      ofItem.find((sale) => sale.line.account === line.account) ??
      ofItem.find((sale) => line.previous !== undefined && namesOf(sale).includes(line.previous));
    const does = twin && truth.get(twin);
    if (does) {
      const share = pieces.div(new Long(twin.line.quantity ?? '1'));
      return [{ item, under: does.under ?? '', goods: scaledBy(does.goods, share), reason }];
    }
    const takes = mapping?.state === 'ingredient' || mapping?.state === 'recipe';
    if (!takes || (!twin && mapping.rules?.length)) return [];
    return [{ item, under: '', goods: goodsOf(targetOf(mapping), pieces, recipes), reason }];
  });
}

const namesOf = ({ line }: FoundLine) => [line.account, line.name];
