import { type Answer, forbidden, json, rawId, wholeNumber, withRawIds } from '../answer';
import { CATALOGUE, type SimItem } from '../catalogue';
import type { SimulatorState } from '../state';
import { isVisible } from './businesses';

/** Rows of a page at most, as older editions capped it: a client that stops at a short page is caught. */
const ROWS_PER_PAGE = 100;

/** `GET /items/v1/items`. */
export function listItems(state: SimulatorState, query: URLSearchParams): Answer {
  const { world, behaviour } = state;
  const refuse = (field: string, message: string) =>
    json(400, {
      status: '400',
      timestamp: state.now().toISOString(),
      message,
      apiSubExceptions: [{ field, rejectedValue: query.get(field) ?? '', message }],
    });
  const locationId = query.get('businessLocationId') ?? '';
  if (!/^\d{1,19}$/.test(locationId)) return refuse('businessLocationId', 'businessLocationId is required');
  if (!isVisible(state, locationId)) return forbidden();
  const offset = wholeNumber(query.get('offset'), 0);
  const amount = wholeNumber(query.get('amount'), 100);
  if (offset === undefined) return refuse('offset', 'must be greater than or equal to 0');
  if (amount === undefined || amount < 1 || amount > 1000)
    return refuse('amount', 'must be between 1 and 1000');
  behaviour?.beforeItems?.(offset);
  const ids = query.getAll('itemIds').flatMap((value) => value.split(','));
  const group = query.get('accountingGroupId');
  const found = world
    .itemsOf(locationId)
    .filter(
      (item) =>
        (!item.locations || item.locations.includes(locationId)) &&
        (!query.has('sku') || item.sku === query.get('sku')) &&
        (!query.has('name') || item.name === query.get('name')) &&
        (group === null || groupId(item.group) === group) &&
        (ids.length === 0 || ids.includes(item.id)),
    );
  const perPage = Math.min(amount, behaviour?.itemsPerPage ?? ROWS_PER_PAGE);
  const rows = ids.length > 0 ? found : found.slice(offset, offset + perPage);
  if (behaviour?.hasBareEmptyPages && rows.length === 0) return { status: 200, body: '{}' };
  return { status: 200, body: withRawIds(rows.map(wireItem)) };
}

const GROUPS = [...new Set(CATALOGUE.map((item) => item.group))];
const groupId = (group: string) => String(141948669140001 + GROUPS.indexOf(group));

const wireItem = (item: SimItem) => ({
  id: rawId(item.id),
  name: item.name,
  docketName: item.name.toUpperCase().slice(0, 20),
  sku: item.sku,
  active: item.active,
  barcodes: [],
  accountingGroup: { id: rawId(groupId(item.group)), name: item.group },
  statisticGroups: [{ category: 'default', value: item.group }],
  costPrice: null,
  prices: [{ amount: item.price, name: 'Default' }],
  sharingType: item.locations ? 'LOCAL' : 'SHARED',
  priceMode: item.priceMode,
  inventorySource: 'PURCHASED',
  disabled: false,
  contentDimension: 'DIMENSION_LESS',
  contentUom: null,
  contentValue: null,
  itemType: item.itemType,
});
