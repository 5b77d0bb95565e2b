import { FIELDS, type ImportKind, LANGUAGES, type Language } from './kinds';
import { headingKey } from './name-key';
import type { Table } from './table';

/** Rows in which the headings are looked for: titles may stand above them. */
const LOOKED_AT = 15;

/** A column of the file, and the field it was recognised or said to be. */
export interface Column {
  index: number;
  heading: string;
  field: string | null;
}
export interface Columns {
  /** Where the headings stand, from 0. */
  headingRow: number;
  columns: readonly Column[];
  /** In which more headings were recognised; null: in none. */
  language: Language | null;
  /** Fields without which nothing can be read and that no column is. */
  missing: readonly string[];
}

/**
 * Which column is which field, by their headings in German or English (R42). `chosen` says otherwise: field
 * to column, or to null for none. Of two columns with a heading of one field the first is it.
 */
export function recogniseColumns(
  kind: ImportKind,
  { rows }: Table,
  chosen: Readonly<Record<string, number | null>> = {},
): Columns {
  const candidates = rows
    .slice(0, LOOKED_AT)
    .map((row, headingRow) => ({ headingRow, ...readHeadings(kind, row) }));
  const best = candidates.reduce((most, one) => (one.found.size > most.found.size ? one : most), {
    headingRow: rows.findIndex((row) => row.some((cell) => cell.trim() !== '')),
    found: new Map<number, string>(),
    language: null as Language | null,
  });
  const byColumn = new Map(best.found);
  for (const [field, index] of Object.entries(chosen)) {
    for (const [column, known] of byColumn) if (known === field || column === index) byColumn.delete(column);
  }
  for (const [field, index] of Object.entries(chosen)) if (index !== null) byColumn.set(index, field);
  const width = Math.max(0, ...rows.slice(0, 200).map((row) => row.length));
  const heading = rows[best.headingRow] ?? [];
  const fields = new Set(byColumn.values());
  return {
    headingRow: best.headingRow,
    columns: Array.from({ length: width }, (_, index) => ({
      index,
      heading: (heading[index] ?? '').trim(),
      field: byColumn.get(index) ?? null,
    })),
    language: best.language,
    missing: missingOf(kind, fields),
  };
}

/**
 * An item is found by SKU or name, and something must be said about it; elsewhere each field counts alone.
 */
function missingOf(kind: ImportKind, fields: ReadonlySet<string>): string[] {
  if (kind !== 'mappings')
    return FIELDS[kind].filter((one) => one.isRequired && !fields.has(one.name)).map((one) => one.name);
  const either = (one: string, other: string) => (fields.has(one) || fields.has(other) ? [] : [one]);
  return [...either('name', 'sku'), ...either('target', 'state')];
}

function readHeadings(kind: ImportKind, row: readonly string[]) {
  const found = new Map<number, string>();
  const taken = new Set<string>();
  const hits = { de: 0, en: 0 };
  // A field's own heading goes before another's synonym: "Ingredient" is the component, not the name.
  for (const isOwn of [true, false]) {
    for (const [index, cell] of row.entries()) {
      const key = headingKey(cell);
      if (key === '' || found.has(index)) continue;
      const field = FIELDS[kind].find(
        (one) =>
          !taken.has(one.name) && LANGUAGES.some((language) => isHeading(one.headings[language], key, isOwn)),
      );
      if (!field) continue;
      found.set(index, field.name);
      taken.add(field.name);
      for (const language of LANGUAGES) if (isHeading(field.headings[language], key, false)) hits[language]++;
    }
  }
  const language: Language | null = found.size === 0 ? null : hits.en > hits.de ? 'en' : 'de';
  return { found, language };
}

const isHeading = (words: readonly string[], key: string, isOwn: boolean) =>
  (isOwn ? words.slice(0, 1) : words).some((word) => headingKey(word) === key);
