import { type Answer, badRequest, json } from '../answer';
import type { SimulatorState } from '../state';

/** `GET /f/v2/business-location/{id}/sales-daily`: a business day at once. */
export function salesDaily(state: SimulatorState, locationId: string, query: URLSearchParams): Answer {
  const { world, behaviour } = state;
  const day = query.get('date');
  if (day === null) return badRequest("Required request parameter 'date' is not present");
  if (!isDay(day)) return badRequest(`Invalid date format: ${day}`);
  const earliest = world.refuses(locationId, { day });
  if (earliest) return tooEarly('date', earliest);
  const sales = world.salesOfDay(locationId, day);
  const body = {
    sales: behaviour?.shuffle?.(sales) ?? sales,
    nextStartOfDayAsIso8601: world.boundsOfDay(locationId, day).nextStart,
    dataComplete: world.isComplete(locationId, day),
    ...behaviour?.unknownFields,
  };
  return { ...json(200, body), served: { locationId, day, sales } };
}

/** How a day or an instant before the first sales is refused. */
export const tooEarly = (parameter: string, earliest: string): Answer =>
  badRequest(
    `Invalid '${parameter}' date query parameter. Please specify a date and time after: ${earliest}, which is the earliest available date for this location.`,
  );

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
