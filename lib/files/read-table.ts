import { LIMITS, type TableFile } from '@/lib/core/imports/table';
import { decodeText } from './decode-text';
import { readCsv } from './read-csv';
import { readXlsx } from './read-xlsx';
import { refuseFile } from './refuse-file';

const startsWith = (bytes: Uint8Array, ...first: number[]) => first.every((byte, at) => bytes[at] === byte);

/**
 * A file or what was pasted, as a table (R42); what it is, its first bytes say, not its name. Limits: see
 * LIMITS. Throws import_file_refused.
 */
export async function readTable(
  bytes: Uint8Array,
  choice: { sheet?: string | undefined; isPreferred?: (sheet: string) => boolean } = {},
): Promise<TableFile> {
  if (bytes.length > LIMITS.bytes) throw refuseFile('too_large', { limit: LIMITS.bytes });
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw refuseFile('old_or_encrypted');
  if (startsWith(bytes, 0x50, 0x4b)) {
    const read = await readXlsx(bytes, choice);
    return filled({ format: 'xlsx', encoding: null, separator: null, ...read });
  }
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) throw refuseFile('not_a_table');
  const { text, encoding } = decodeText(bytes);
  // A picture or a program: a table as text has no such signs.
  if (text.includes('\u0000')) throw refuseFile('not_a_table');
  return filled({ format: 'csv', encoding, sheet: null, sheets: [], ...readCsv(text) });
}

function filled(file: TableFile): TableFile {
  if (file.table.rows.every((row) => row.every((cell) => cell.trim() === ''))) throw refuseFile('empty');
  return file;
}
