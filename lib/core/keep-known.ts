/** What is known of a location or an item, by field; null where nothing is. */
export type Known = Readonly<Record<string, string | null>>;
export interface KeptField {
  field: string;
  /** What was sent instead; null when nothing was. */
  received: string | null;
  used: string;
}

/**
 * An answer over what was known before: a value that is missing or of no use never overwrites a known one
 * (R11). `fallback`: what a field that must have a value gets where none was ever known. Names what was not
 * taken as sent.
 */
export function keepKnown<T extends Known>(
  answered: T,
  known: Partial<Readonly<Record<keyof T, string | null>>> | undefined,
  unusable: Readonly<Record<string, string>> = {},
  fallback: Readonly<Record<string, string>> = {},
): { values: T; kept: KeptField[] } {
  const kept: KeptField[] = [];
  const values = Object.fromEntries(
    Object.entries(answered).map(([field, value]) => {
      if (value !== null) return [field, value];
      const used = known?.[field] ?? fallback[field] ?? null;
      if (used !== null) kept.push({ field, received: unusable[field] ?? null, used });
      return [field, used];
    }),
  ) as T;
  return { values, kept };
}
