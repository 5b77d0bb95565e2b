/** What a file may hold at most. A file is somebody else's: every reader counts as it goes. */
export const LIMITS = {
  /** Of the file as it arrives. */
  bytes: 4 * 1024 * 1024,
  /** Of a workbook's parts that are read, unpacked. */
  unpackedBytes: 32 * 1024 * 1024,
  /** Parts of a workbook. */
  parts: 1000,
  rows: 40_000,
  columns: 100,
  /** Characters of one cell. */
  cell: 2000,
} as const;

/** Why a file is not read; `import_file_refused` carries it as `reason`. */
export const REFUSALS = [
  'empty',
  'damaged',
  'not_a_table',
  'old_or_encrypted',
  'too_large',
  'too_many_rows',
  'too_many_columns',
  'cell_too_long',
  'no_such_sheet',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** A sheet as text cells. Rows stand at the number they have in the file, less one; blank ones are kept. */
export interface Table {
  rows: readonly (readonly string[])[];
  /** The cells that are numbers and not typed text, by `cellKey`; their text is a decimal with a point. */
  numbers: ReadonlySet<number>;
}
export const cellKey = (row: number, column: number) => row * LIMITS.columns + column;

/** A file as it was understood. */
export interface TableFile {
  format: 'csv' | 'xlsx';
  /** Of a text: how its bytes were read. */
  encoding: 'utf-8' | 'utf-16' | 'windows-1252' | null;
  /** Of a text: what its cells are separated by. */
  separator: ';' | ',' | '\t' | null;
  /** Of a workbook: the sheet that was read, and all it has. */
  sheet: string | null;
  sheets: readonly string[];
  table: Table;
}
