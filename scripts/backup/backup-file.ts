import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { FriendlyError } from '../stack/friendly-error';

/** What stands at the head of a backup. */
export interface BackupHeader {
  format: 1;
  /** ISO time of the snapshot; everything in the file is of that moment. */
  at: string;
  product: string;
  postgres: string;
  /** Of each migration, in order: what the migrator noted when it ran. */
  migrations: { hash: string; created_at: string }[];
}

export interface TableHeader {
  schema: string;
  name: string;
  columns: string[];
}

/** A sum over a table's rows that does not depend on their order, and how many there are. */
export interface TableSum {
  rows: string;
  sum: string;
}

/** What stands at the end; a file without it is not whole. */
export interface BackupEnd {
  tables: Record<string, TableSum>;
  sequences: { name: string; value: string; called: boolean }[];
  /** Ledger digest and number of entries of each company, by its id. */
  ledgers: Record<string, { digest: string; entries: number }>;
}

/** `data`: a piece of a table in PostgreSQL's COPY text format. */
export type Frame =
  | { kind: 'header'; value: BackupHeader }
  | { kind: 'table'; value: TableHeader }
  | { kind: 'data'; value: Buffer }
  | { kind: 'end'; value: BackupEnd };

const KINDS = { header: 'H', table: 'T', data: 'D', end: 'E' } as const;
const HEAD = 5;
const LONGEST = 256 * 1024 * 1024;

/** Frames of a letter, a length in four bytes and so many bytes, all of it compressed with gzip. */
export async function writeBackupFile(file: string, frames: AsyncIterable<Frame>): Promise<void> {
  async function* bytes() {
    for await (const { kind, value } of frames) {
      const body = Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value));
      const head = Buffer.alloc(HEAD);
      head.write(KINDS[kind], 0, 'latin1');
      head.writeUInt32BE(body.length, 1);
      yield Buffer.concat([head, body]);
    }
  }
  await pipeline(bytes, createGzip({ level: 6 }), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
}

/** Throws a FriendlyError where the file is none of ours, or not whole. */
export async function* readBackupFile(file: string): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0);
  let isWhole = false;
  try {
    for await (const chunk of createReadStream(file).pipe(createGunzip()) as AsyncIterable<Buffer>) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      for (;;) {
        if (rest.length < HEAD) break;
        const length = rest.readUInt32BE(1);
        if (length > LONGEST) throw new FriendlyError(`${file} is no backup of Bestellfix.`);
        if (rest.length < HEAD + length) break;
        const frame = toFrame(rest.toString('latin1', 0, 1), rest.subarray(HEAD, HEAD + length), file);
        isWhole = frame.kind === 'end';
        rest = rest.subarray(HEAD + length);
        yield frame;
      }
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new FriendlyError(`There is no file ${file}.`);
    if (code?.startsWith('Z_')) throw new FriendlyError(`${file} is damaged, or no backup of Bestellfix.`);
    throw error;
  }
  if (!isWhole) throw new FriendlyError(`${file} is not whole: its end is missing.`);
}

function toFrame(letter: string, body: Buffer, file: string): Frame {
  if (letter === KINDS.data) return { kind: 'data', value: Buffer.from(body) };
  const kind = (['header', 'table', 'end'] as const).find((one) => KINDS[one] === letter);
  if (!kind) throw new FriendlyError(`${file} is no backup of Bestellfix.`);
  return { kind, value: JSON.parse(body.toString('utf8')) } as Frame;
}
