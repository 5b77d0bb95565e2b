import { Temporal } from 'temporal-polyfill';
import { asOn } from './button-names';
import { CATALOGUE, LISBON, type SimItem, ZURICH } from './catalogue';
import { generateDay } from './generate-day';
import type { SimLocation, SimSale } from './sales';

export interface SimBusiness {
  id: string;
  name: string;
  currency: string;
  locations: readonly SimLocation[];
}

/** What a host knows: who it serves, what they sell and what they sold. */
export interface World {
  businessId: string;
  businessName: string;
  locations: readonly SimLocation[];
  /** Items as now served; `setItems` replaces them. */
  readonly items: readonly SimItem[];
  /** Businesses a grant sees. */
  businesses(): readonly SimBusiness[];
  /** Items of a location before its own filter (`SimItem.locations`). */
  itemsOf(locationId: string): readonly SimItem[];
  /** Raw sales of a business day as `sales-daily` answers them, up to now. */
  salesOfDay(locationId: string, day: string): SimSale[];
  /** `[start, end)` of a business day in epoch milliseconds. */
  boundsOfDay(locationId: string, day: string): { start: number; end: number; nextStart: string };
  /** The earliest instant as a refusal names it, when this day or this instant lies before it. */
  refuses(locationId: string, asked: { day: string } | { from: number }): string | undefined;
  /** `dataComplete` of a day. */
  isComplete(locationId: string, day: string): boolean;
  /** The running business day. */
  today(locationId: string): string;
  /** The first day with sales. */
  firstDay(locationId: string): string;
}

/** What a running simulator changes about its world. */
export interface Overrides {
  locations?: readonly SimLocation[];
  now(): Date;
  items(): readonly SimItem[];
  /** Sales put in place of the generated ones, by `location|day`. */
  sales: ReadonlyMap<string, SimSale[]>;
}

export const LOCATIONS: readonly SimLocation[] = [
  {
    id: ZURICH,
    name: 'Seeblick Zürich',
    country: 'CH',
    timezone: 'Europe/Zurich',
    startHour: 5,
    devices: [65315, 65316, 65317],
    size: 100,
  },
  {
    id: LISBON,
    name: 'Harbour Lisbon',
    country: 'PT',
    timezone: 'Europe/Lisbon',
    startHour: 6,
    devices: [71201, 71202],
    size: 66,
  },
];

const DAYS_OF_SALES = 400;
const HOUR_MS = 3_600_000;

/** The group's locations; beyond the two real ones, branches of the first. */
export function locationsOf(count: number): readonly SimLocation[] {
  const [first] = LOCATIONS;
  if (!first) return LOCATIONS;
  const branches = Array.from({ length: Math.max(0, count - LOCATIONS.length) }, (_, n) => ({
    ...first,
    id: String(BigInt(first.id) + BigInt(1000 * (n + 1))),
    name: `${first.name} ${n + 2}`,
  }));
  return [...LOCATIONS, ...branches].slice(0, count);
}

/** The well-behaved group: the same seed gives the same sales, whatever the clock. */
export function createWorld(seed: number, overrides: Overrides): World {
  const locations = overrides.locations ?? LOCATIONS;
  const business = { id: '8262', name: 'Seeblick Gastronomie', currency: 'CHF', locations };
  const find = (locationId: string) => {
    const location = locations.find((one) => one.id === locationId);
    if (!location) throw new Error(`no location ${locationId} in the simulator`);
    return location;
  };
  const boundsOfDay = (locationId: string, day: string) => {
    const location = find(locationId);
    const date = Temporal.PlainDate.from(day);
    const next = startOfDay(location, date.add({ days: 1 }));
    return {
      start: startOfDay(location, date).epochMilliseconds,
      end: next.epochMilliseconds,
      nextStart: next.toString({ timeZoneName: 'never', fractionalSecondDigits: 0 }),
    };
  };
  const today = (locationId: string) => businessDayAt(find(locationId), overrides.now());
  /** As they are called now; the back office is one, and keeps the first location's days. */
  const items = () => {
    const [first] = locations;
    const day = first && today(first.id);
    return overrides.items().map((item) => (day && CATALOGUE.includes(item) ? asOn(item, day) : item));
  };
  const firstDay = (locationId: string) => addDays(today(locationId), -DAYS_OF_SALES);
  return {
    businessId: business.id,
    businessName: business.name,
    locations,
    get items() {
      return items();
    },
    businesses: () => [business],
    itemsOf: items,
    boundsOfDay,
    today,
    firstDay,
    refuses(locationId, asked) {
      const first = firstDay(locationId);
      const isBefore =
        'day' in asked
          ? asked.day < first && !overrides.sales.has(`${locationId}|${asked.day}`)
          : asked.from < boundsOfDay(locationId, first).start;
      return isBefore ? boundsOfDay(locationId, addDays(first, -1)).nextStart : undefined;
    },
    isComplete: (locationId, day) => overrides.now().getTime() > boundsOfDay(locationId, day).end + HOUR_MS,
    salesOfDay(locationId, day) {
      const location = find(locationId);
      const replaced = overrides.sales.get(`${locationId}|${day}`);
      if (replaced) return replaced;
      const running = today(locationId);
      if (day > running || day < firstDay(locationId)) return [];
      const { start, end } = boundsOfDay(locationId, day);
      const sales = generateDay({ seed, location, day, start, end });
      if (day < running) return sales;
      const now = overrides.now().toISOString();
      return sales.filter((sale) => sale.timeClosed <= now);
    },
  };
}

const addDays = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString();

const startOfDay = (location: SimLocation, day: Temporal.PlainDate) =>
  day.toZonedDateTime({
    timeZone: location.timezone,
    plainTime: Temporal.PlainTime.from({ hour: location.startHour }),
  });

function businessDayAt(location: SimLocation, at: Date): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(location.timezone);
  const date = local.toPlainDate();
  return (local.hour < location.startHour ? date.subtract({ days: 1 }) : date).toString();
}
