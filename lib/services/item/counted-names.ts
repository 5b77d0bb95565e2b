import type { CountedNamesRow } from '@/db/queries/counted-names';

/** The names a mapping counts for besides its item's own, each once (R38); null: any name. */
export function otherCountedNames(ownName: string, row: CountedNamesRow | undefined): string[] | null {
  if (!row) return [];
  const { madeFor, adoptedName, accepted } = row;
  if (madeFor === null) return null;
  const all = [...madeFor, ...(adoptedName === null ? [] : [adoptedName]), ...accepted];
  return [...new Set(all)].filter((name) => name !== ownName);
}
