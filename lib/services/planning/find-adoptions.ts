import type { Queryable } from '@/db/client';
import { listSoldNames, type SoldNameRow } from '@/db/queries/item-names';
import { groupBy } from '@/lib/core/group-by';
import { adoptedName, type SeenName } from '@/lib/core/item-names/adopted-name';
import { soldAs } from '@/lib/core/item-names/sold-name';
import type { PlanItem, SkuSpan } from '@/lib/core/resolve-item';

/** That a mapping takes over a name, another than before, or none any more (R38). */
export interface Adoption {
  itemId: string;
  versionId: string;
  skus: readonly string[];
  name: string | null;
  previous: string | null;
}
interface Day {
  day: { businessId: string };
  items: readonly PlanItem[];
  lines: readonly { sku: string | null; soldName: string | null }[];
}
type Bearer = Pick<PlanItem, 'id' | 'businessId' | 'skus' | 'splitFrom' | 'archivedAt'>;

/**
 * Which names mappings take over, by version, where that is in question on the days: an item is sold under a
 * name its mapping was not made for, or took one over before. Days on which none is ask nothing.
 */
export async function findAdoptions(
  tx: Queryable,
  companyId: string,
  catalogue: readonly Bearer[],
  days: readonly Day[],
): Promise<ReadonlyMap<string, Adoption>> {
  const asked = new Map<string, PlanItem>();
  for (const day of days)
    for (const item of inQuestion(day)) if (item.mapping) asked.set(item.mapping.versionId, item);
  if (asked.size === 0) return new Map();
  const skus = new Set([...asked.values()].flatMap((item) => item.skus.map(({ sku }) => sku)));
  const rows = await listSoldNames(tx, companyId, [...skus]);
  const rowsOf = groupBy(rows, ({ businessId, sku }) => JSON.stringify([businessId, sku]));
  const bearersOf = groupBy(
    catalogue.flatMap((item) =>
      (item.splitFrom ?? null) === null
        ? [...new Set(item.skus.map(({ sku }) => sku))].map((sku) => ({ sku, item }))
        : [],
    ),
    ({ sku, item }) => JSON.stringify([item.businessId, sku]),
  );
  return new Map(
    [...asked].flatMap(([versionId, item]) => {
      const { names = null, namesOn = null, adoptedName: previous = null } = item.mapping ?? {};
      if (names === null || namesOn === null) return [];
      const seen = item.skus.flatMap((span) => {
        const key = JSON.stringify([item.businessId, span.sku]);
        const others = (bearersOf.get(key) ?? []).filter(({ item: other }) => other.id !== item.id);
        const its = turnOf(
          span,
          others.map((one) => one.item),
        );
        return (rowsOf.get(key) ?? []).flatMap((row) => within(row, its));
      });
      const name = adoptedName(seen, { names, savedOn: namesOn });
      const own = { itemId: item.id, versionId, skus: item.skus.map(({ sku }) => sku), name, previous };
      return [[versionId, own] as const];
    }),
  );
}

function inQuestion({ items, lines }: Day): PlanItem[] {
  const namesOf = new Map<string, Set<string>>();
  for (const { sku, soldName } of lines) {
    if (sku === null || soldName === null) continue;
    const names = namesOf.get(sku);
    if (names) names.add(soldName);
    else namesOf.set(sku, new Set([soldName]));
  }
  return items.filter(({ names, mapping, skus, splitFrom = null }) => {
    if (!names || (mapping?.names ?? null) === null || splitFrom !== null) return false;
    const sold = skus.flatMap(({ sku }) => [...(namesOf.get(sku) ?? [])]);
    if (sold.length === 0) return false;
    return (mapping?.adoptedName ?? null) !== null || sold.some((name) => soldAs(name, names) === 'held');
  });
}

type Turn = { from: string; to: string };
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** From and to which day, of UTC, a SKU was an item's, where it was another's before or after. */
function turnOf({ sku, since, until }: SkuSpan, others: readonly Bearer[]): Turn {
  const spans = others.flatMap((other) =>
    other.skus.flatMap((one) => {
      const end = Math.min(
        one.until ?? Number.POSITIVE_INFINITY,
        other.archivedAt ?? Number.POSITIVE_INFINITY,
      );
      return one.sku === sku ? [{ since: one.since, end }] : [];
    }),
  );
  const isLater = spans.some(({ end }) => end <= since);
  const isEarlier = until !== null && spans.some((one) => one.since >= until);
  return { from: isLater ? dayOf(since) : '', to: isEarlier && until !== null ? dayOf(until) : '9999-12-31' };
}

/** What was sold while it was this one's. */
function within(row: SoldNameRow, { from, to }: Turn): SeenName[] {
  if (row.lastDay < from || row.firstDay > to) return [];
  return [
    {
      name: row.name,
      firstDay: row.firstDay < from ? from : row.firstDay,
      lastDay: row.lastDay > to ? to : row.lastDay,
    },
  ];
}

/** The items with the names that their mappings take over now. */
export function withAdopted(
  items: readonly PlanItem[],
  adoptions: ReadonlyMap<string, Adoption>,
): readonly PlanItem[] {
  if (adoptions.size === 0) return items;
  return items.map((item) => {
    const adoption = adoptions.get(item.mapping?.versionId ?? '');
    const { names } = item;
    if (!adoption || !names?.counts || adoption.name === adoption.previous) return item;
    // As `namesOf` lists them: the names it was made for, the one taken over, what a person accepted.
    const made = item.mapping?.names?.length ?? 0;
    const accepted = names.counts.slice(made + (adoption.previous === null ? 0 : 1));
    const taken = adoption.name === null ? [] : [adoption.name];
    const counts = [...names.counts.slice(0, made), ...taken, ...accepted];
    return { ...item, names: { ...names, counts } };
  });
}

/** Those of a day's items that are others than were kept. */
export const adoptionsOn = (
  items: readonly PlanItem[],
  adoptions: ReadonlyMap<string, Adoption>,
): Adoption[] =>
  adoptions.size === 0
    ? []
    : items.flatMap(({ mapping }) => {
        const adoption = adoptions.get(mapping?.versionId ?? '');
        return adoption && adoption.name !== adoption.previous ? [adoption] : [];
      });
