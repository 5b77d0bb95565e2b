import type { Queryable } from '@/db/client';
import { listPairSales, listSaidRules } from '@/db/queries/modifier-sales';
import { pairsOf } from './pairs-of';

/**
 * Modifiers of which something is said for each parent that they were sold under since a day, though not for
 * all parents: they are decided as well (R43). Costs nothing where nobody said less than for all.
 */
export async function coveredModifiers(
  db: Queryable,
  companyId: string,
  integrationId: string,
  from: string,
): Promise<ReadonlySet<string>> {
  const said = (await listSaidRules(db, companyId, integrationId)).filter(
    ({ rules }) =>
      rules.length > 0 &&
      rules.every((rule) => rule.parentItemId !== null || rule.parentAccountingGroup !== null),
  );
  if (said.length === 0) return new Set();
  const sales = await listPairSales(db, companyId, integrationId, from);
  const pairs = await pairsOf(db, companyId, sales, new Set(said.map(({ itemId }) => itemId)));
  return new Set(
    said.flatMap(({ itemId, rules }) => {
      const parents = [...(pairs.get(itemId)?.values() ?? [])].map(({ parent }) => parent);
      const isCovered = parents.every(({ id, accountingGroup }) =>
        rules.some(
          (rule) =>
            rule.parentItemId === id ||
            (rule.parentAccountingGroup !== null && rule.parentAccountingGroup === accountingGroup),
        ),
      );
      return parents.length > 0 && isCovered ? [itemId] : [];
    }),
  );
}
