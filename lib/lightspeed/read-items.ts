import type { PosItem } from '@/lib/ports';
import { apiError } from './client';
import { itemSchema } from './schemas';
import { toItem } from './to-domain';

export const ITEMS_PATH = '/items/v1/items';
const PAGE_SIZE = 1000;
/** A server that ignores paging must not keep us for ever. */
const MAX_PAGES = 1000;
/** Pages in a row without a new item, after which the server repeats itself. */
const MAX_EMPTY_PAGES = 3;
/** A list that changes while it is read is read again, so often. */
const MAX_READINGS = 3;

type GetPage = (query: Record<string, string>) => Promise<unknown>;

/**
 * All items of a location by their Lightspeed id, and the number of rows that could not be read (R21). Throws
 * lightspeed_api_error on an answer that is no list of items, and what `getPage` throws.
 */
export async function readItems(
  getPage: GetPage,
  locationId: string,
): Promise<{ found: ReadonlyMap<string, PosItem>; unreadable: number }> {
  const found = new Map<string, PosItem>();
  const unreadable = new Set<string>();
  for (let reading = 1; reading <= MAX_READINGS; reading++)
    if (await readOnce(getPage, locationId, found, unreadable)) break;
  return { found, unreadable: unreadable.size };
}

/**
 * One reading of the list, added to `found`; false when rows may have slid past a page's edge while it was
 * read.
 */
async function readOnce(
  getPage: GetPage,
  locationId: string,
  found: Map<string, PosItem>,
  unreadable: Set<string>,
): Promise<boolean> {
  const seen = new Set<string>();
  let isWhole = true;
  let emptyPages = 0;
  let last: string | undefined;
  let offset = 0;
  // Until an empty page, however few rows a page holds: a server may cap `amount`. One that ignores `offset`
  // repeats itself.
  for (let page = 0; page < MAX_PAGES && emptyPages < MAX_EMPTY_PAGES; page++) {
    const query = { businessLocationId: locationId, offset: String(offset), amount: String(PAGE_SIZE) };
    const rows = itemRows(await getPage(query));
    if (rows.length === 0) break;
    const items: PosItem[] = [];
    for (const row of rows) {
      const item = itemSchema.safeParse(row);
      if (item.success) items.push(toItem(item.data));
      else unreadable.add(JSON.stringify(row));
    }
    // Something else with a list in it must not look like a menu.
    if (items.length === 0) throw apiError(200, ITEMS_PATH, 'no row of the answer has an id');
    const before = seen.size;
    for (const item of items) {
      seen.add(item.lightspeedId);
      found.set(item.lightspeedId, item);
    }
    // Pages overlap by one row. Where it is missing, rows before it were removed and another may have been
    // skipped.
    if (last !== undefined && !items.some((item) => item.lightspeedId === last)) isWhole = false;
    emptyPages = seen.size === before ? emptyPages + 1 : 0;
    last = items.at(-1)?.lightspeedId;
    offset += Math.max(1, rows.length - 1);
  }
  return isWhole;
}

/**
 * A plain array, a HAL or other wrapper around one array, or a lone item: the reference and the field
 * disagree.
 */
function itemRows(body: unknown): unknown[] {
  if (Array.isArray(body)) return body;
  if (typeof body !== 'object' || body === null)
    throw apiError(200, ITEMS_PATH, 'the answer has another shape');
  if ('id' in body) return [body];
  const inside =
    '_embedded' in body && typeof body._embedded === 'object' && body._embedded ? body._embedded : body;
  const [, list] =
    Object.entries(inside).find(([name, rows]) => Array.isArray(rows) && !/error|exception/i.test(name)) ??
    [];
  if (Array.isArray(list)) return list;
  if (Object.keys(body).length === 0 || '_links' in body) return [];
  throw apiError(200, ITEMS_PATH, 'the answer has another shape');
}
