import type { Page } from '@/lib/contracts/common';
import { DomainError } from '@/lib/core/domain-error';

type Shape = RegExp | ((text: string) => boolean);
const TEXT = /^/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SEQ = /^\d{1,19}$/;
const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text));
const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && toDay(text) === text;
const toDay = (text: string) => {
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString().slice(0, 10);
};
/** A transfer run without a business day comes after all days. */
const isDayOrNone = (text: string) => text === '-infinity' || isDay(text);

/**
 * The order of a list: the keys it is sorted by, which end in a unique one. A cursor is the keys of the last
 * row shown, a JSON array of texts in base64url; `after` makes of them what the query asks for.
 */
export interface Order<Key, After> {
  shapes: readonly Shape[];
  keysOf(row: Key): string[];
  after(keys: readonly string[]): After;
}
const order = <Row, After>(
  shapes: readonly Shape[],
  keysOf: (row: Row) => string[],
  after: (keys: readonly string[]) => After,
): Order<Row, After> => ({ shapes, keysOf, after });
const at = (keys: readonly string[], index: number) => keys[index] as string;

/** By lower(name), then id. */
export const BY_NAME = order(
  [TEXT, UUID],
  (row: { nameKey: string; id: string }) => [row.nameKey, row.id],
  (keys) => ({ name: at(keys, 0), id: at(keys, 1) }),
);
/** Ingredients by name, each in its storage units. */
export const BY_INGREDIENT_AND_UNIT = order(
  [TEXT, UUID, UUID],
  (row: { nameKey: string; ingredientId: string; storageUnitId: string }) => [
    row.nameKey,
    row.ingredientId,
    row.storageUnitId,
  ],
  (keys) => ({ name: at(keys, 0), ingredientId: at(keys, 1), storageUnitId: at(keys, 2) }),
);
/** Newest business day first, then last written. */
export const BY_DAY = order(
  [isDay, SEQ],
  (row: { businessDay: string; seq: string | number | bigint }) => [row.businessDay, String(row.seq)],
  (keys) => ({ day: at(keys, 0), seq: at(keys, 1) }),
);
type Run = { id: string; startedAt: Date; businessDay: string | null };
/** Transfer runs, last begun first. */
export const BY_START = order(
  [isInstant, UUID],
  (row: Run) => [row.startedAt.toISOString(), row.id],
  (keys) => ({ startedAt: new Date(at(keys, 0)), id: at(keys, 1) }),
);
/** Transfer runs, newest business day first. */
export const BY_RUN_DAY = order(
  [isDayOrNone, isInstant, UUID],
  (row: Run) => [row.businessDay ?? '-infinity', row.startedAt.toISOString(), row.id],
  (keys) => ({ day: at(keys, 0), startedAt: new Date(at(keys, 1)), id: at(keys, 2) }),
);

/** Events of the audit log, newest first; times with microseconds. */
export const BY_TIME = order(
  [isInstant, UUID],
  (row: { at: string; id: string }) => [row.at, row.id],
  (keys) => ({ at: at(keys, 0), id: at(keys, 1) }),
);

interface Asked {
  /** Rows a page. */
  limit: number;
  cursor?: string | undefined;
}

/**
 * A page of a list read by keyset. `list` reads `limit` rows after a place; it is asked for one row more than
 * shown, which says whether there is a next page. Throws validation_failed for a cursor that this list did
 * not give.
 */
export async function readPage<Key, After, Row extends Key>(
  input: Asked,
  { shapes, keysOf, after }: Order<Key, After>,
  list: (page: { limit: number; after: After | undefined }) => PromiseLike<readonly Row[]>,
): Promise<{ rows: Row[]; next_cursor: string | null }> {
  const keys = decode(input.cursor, shapes);
  const rows = await list({ limit: input.limit + 1, after: keys && after(keys) });
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return { rows: shown, next_cursor: last === undefined ? null : encode(keysOf(last)) };
}

/**
 * A page of a list short enough to be read whole: members and API keys of a company. The cursor is the id of
 * the last row shown; when that row is gone since, the list begins anew. Throws validation_failed for a
 * cursor that this list did not give.
 */
export function pageOfWhole<T>(rows: readonly T[], idOf: (row: T) => string, input: Asked): Page<T> {
  const after = decode(input.cursor, [UUID])?.[0];
  const from = after === undefined ? 0 : rows.findIndex((row) => idOf(row) === after) + 1;
  const data = rows.slice(from, from + input.limit);
  const last = rows.length > from + input.limit ? data.at(-1) : undefined;
  return { data, next_cursor: last === undefined ? null : encode([idOf(last)]) };
}

const encode = (keys: readonly string[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');

/** The keys of a cursor, each of the shape it must have; undefined for the first page. */
function decode(cursor: string | undefined, shapes: readonly Shape[]): string[] | undefined {
  if (cursor === undefined) return undefined;
  const keys = parse(Buffer.from(cursor, 'base64url').toString());
  const fits = (shape: Shape, key: unknown) =>
    typeof key === 'string' && (shape instanceof RegExp ? shape.test(key) : shape(key));
  if (Array.isArray(keys) && keys.length === shapes.length) {
    if (shapes.every((shape, index) => fits(shape, keys[index]))) return keys as string[];
  }
  throw new DomainError('validation_failed', 'the cursor is not one that this list gave', {
    field: 'cursor',
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
