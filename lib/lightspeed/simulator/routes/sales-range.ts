import { Temporal } from 'temporal-polyfill';
import { type Answer, badRequest, json, wholeNumber } from '../answer';
import type { SimSale } from '../sales';
import type { SimulatorState } from '../state';
import { tooEarly } from './sales-daily';

const DAY_MS = 86_400_000;

/** A checked query: `[from, to)` in epoch milliseconds of `timeClosed`. */
interface Range {
  locationId: string;
  from: number;
  to: number;
  pageSize: number;
  /** `nextPageToken`, decoded; empty for the first page. */
  token: string;
}

/** `GET /f/v2/business-location/{id}/sales`: accounts closed in a range of time, in pages. */
export function salesRange(state: SimulatorState, locationId: string, query: URLSearchParams): Answer {
  const now = state.now().getTime();
  const from = instantOf(query.get('from'));
  if (Number.isNaN(from)) return badRequest("Invalid 'from' query parameter: an OffsetDateTime is required");
  const given = query.has('to') ? instantOf(query.get('to')) : now;
  if (Number.isNaN(given)) return badRequest("Invalid 'to' query parameter: an OffsetDateTime is required");
  const to = Math.min(given, now);
  if (from > to)
    return badRequest(`Invalid date range: ${query.get('from')} is after ${query.get('to') ?? 'now'}`);
  if (to - from >= 365 * DAY_MS) return badRequest('Invalid date range: at most 365 days');
  const earliest = state.world.refuses(locationId, { from });
  if (earliest) return tooEarly('from', earliest);
  const pageSize = wholeNumber(query.get('pageSize'), 50);
  if (pageSize === undefined || pageSize < 1 || pageSize > 100)
    return badRequest('Invalid pageSize: must be between 1 and 100');
  const token = Buffer.from(query.get('nextPageToken') ?? '', 'base64').toString();
  const range = { locationId, from, to, pageSize, token };
  if (state.behaviour?.tokenTies) return pageByInstant(state, range);
  if (query.get('nextPageToken') && !CURSOR.test(token)) return badRequest('Invalid nextPageToken');
  return pageByCursor(state, range);
}

/** The day and the account in it with which the next page begins. */
const CURSOR = /^(\d{4}-\d\d-\d\d)#(\d+)$/;

function pageByCursor({ world }: SimulatorState, range: Range): Answer {
  const { locationId, from, to, pageSize, token } = range;
  const cursor = CURSOR.exec(token);
  const page: SimSale[] = [];
  // A business day may start on the calendar day before; one earlier is always early enough.
  let day = cursor ? (cursor[1] as string) : addDays(utcDay(from), -1);
  let index = cursor ? Number(cursor[2]) : 0;
  for (; world.boundsOfDay(locationId, day).start <= to; index = 0) {
    const list = world.salesOfDay(locationId, day);
    for (; index < list.length; index++) {
      const sale = list[index] as SimSale;
      const closed = Date.parse(sale.timeClosed);
      if (closed < from || closed >= to) continue;
      if (page.length === pageSize)
        return json(200, { sales: page, nextPageToken: encode(`${day}#${index}`) });
      page.push(sale);
    }
    day = addDays(day, 1);
  }
  return json(200, { sales: page });
}

/** As the documented sample token decodes: it is an instant, so that a page's edge is not exact. */
function pageByInstant({ world, behaviour }: SimulatorState, range: Range): Answer {
  const { locationId, from, to, pageSize, token } = range;
  const cursor = Date.parse(token);
  const days = [-1, 0, 1, 2].map((more) => addDays(utcDay(from), more));
  const inside = days
    .flatMap((day) =>
      world.salesOfDay(locationId, day).map((sale) => ({ sale, at: Date.parse(sale.timeClosed) })),
    )
    .filter((one) => one.at >= from && one.at < to)
    .sort((a, b) => a.at - b.at);
  const isNext = (time: number) =>
    Number.isNaN(cursor) || (behaviour?.tokenTies === 'skip' ? time > cursor : time >= cursor);
  const rest = inside.filter((one) => isNext(one.at));
  const page = rest.slice(0, pageSize);
  const last = page.at(-1);
  const body = {
    sales: page.map((one) => one.sale),
    ...(last && rest.length > page.length ? { nextPageToken: encode(new Date(last.at).toISOString()) } : {}),
  };
  const day = days.find((one) => {
    const { start, end } = world.boundsOfDay(locationId, one);
    return start <= from && from < end;
  });
  if (!day) return json(200, body);
  const { start, end } = world.boundsOfDay(locationId, day);
  const sales = world.salesOfDay(locationId, day).filter((sale) => {
    const closed = Date.parse(sale.timeClosed);
    return closed >= start && closed < end;
  });
  return { ...json(200, body), served: { locationId, day, sales } };
}

/** Epoch milliseconds of a date-time with an offset; NaN for anything else. */
const instantOf = (text: string | null) =>
  text && /T.*(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
const encode = (text: string) => Buffer.from(text).toString('base64');
const utcDay = (at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').toPlainDate().toString();
const addDays = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString();
