import { Temporal } from 'temporal-polyfill';
import type { SimItem } from '@/lib/lightspeed/simulator/catalogue';
import { diceOf } from '@/lib/lightspeed/simulator/random';
import type { SimLocation, SimSale } from '@/lib/lightspeed/simulator/sales';
import type { SimBusiness, World } from '@/lib/lightspeed/simulator/world';
import { addDays } from './bill-maker';
import { buttonNames } from './button-names';
import { BIG, makeItems } from './hostile-catalogue';
import { makeDay } from './hostile-day';
import { firstMoment, HOUR, makePlaces, type Place } from './hostile-places';
import type { Bill } from './hostile-scenarios';

/** What a restaurant does to an item of its catalogue. */
export const CATALOGUE_EDITS = [
  'rename',
  'reprice',
  'archive',
  'remove',
  'recycle',
  'remake',
  'new sku',
  'new item',
] as const;

export interface Hostility {
  world: World;
  places: readonly SimLocation[];
  start: Date;
  /** Renames, re-prices, archives, removes or recycles something; says what. */
  changeCatalogue(): string;
  /** A start of day that changes from tomorrow on. */
  changeStart(locationId: string): void;
  /** Time zones are missing or unusable from now on, or there again; says whether they are. */
  loseZones(): boolean;
  /** Whose business a new grant sees: ours, or a stranger's. */
  showStranger(isStranger: boolean): void;
  /** How often each scenario and account type was answered. */
  answered(locationId: string, day: string): void;
  readonly coverage: Map<string, number>;
  /** Inserts or removes an item in front of the list: pages shift under who reads them. */
  shiftItems(): void;
  /**
   * Somebody types another name for a button (R38): that of another thing, its first one again, or a slip.
   */
  nameButton(): string;
  shuffle(sales: readonly SimSale[]): SimSale[];
}

// Over 80 lines: one world, whose questions and changes share what is true in it.
/** A small, mean restaurant group that follows from the seed alone; `now` is the world's clock. */
export function createHostility(seed: number, now: () => Date): Hostility {
  const dice = diceOf(`hostile ${seed}`);
  const start = firstMoment(dice);
  const businessId = String(BIG + BigInt(dice.below(1000)));
  const places = makePlaces(dice, start);
  const items = makeItems(dice, places);
  const coverage = new Map<string, number>();
  const count = (what: string) => coverage.set(what, (coverage.get(what) ?? 0) + 1);
  const days = new Map<string, { own: Bill[]; carried: { day: string; bill: Bill }[] }>();
  const buttons = buttonNames(seed, items, start);
  let isStranger = false;
  let lostZone: string | null | undefined;
  let nextId = BIG + 5000n;
  for (const place of places) count(`zone ${place.timezone}`);

  const find = (locationId: string) => {
    const place = places.find((one) => one.id === locationId);
    if (!place) throw new Error(`no location ${locationId} in this world`);
    return place;
  };
  const startOf = (place: Place, day: string) => {
    const minutes = place.starts.findLast((one) => one.fromDay <= day)?.minutes ?? 300;
    const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
    return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: place.timezone, plainTime });
  };
  const boundsOfDay = (locationId: string, day: string) => {
    const place = find(locationId);
    const next = startOf(place, addDays(day, 1));
    return {
      start: startOf(place, day).epochMilliseconds,
      end: next.epochMilliseconds,
      nextStart: next.toString({ timeZoneName: 'never', fractionalSecondDigits: 0 }),
    };
  };
  const dayAt = (locationId: string, time: number) => {
    const local = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(find(locationId).timezone);
    const day = local.toPlainDate().toString();
    return time < boundsOfDay(locationId, day).start ? addDays(day, -1) : day;
  };
  const today = (locationId: string) => dayAt(locationId, now().getTime());

  function generated(place: Place, day: string) {
    const key = `${place.id}|${day}`;
    const known = days.get(key);
    if (known) return known;
    const bounds = boundsOfDay(place.id, day);
    const made = makeDay({
      dice: diceOf(`${seed} ${key}`),
      place,
      day,
      opened: Math.max(bounds.start, place.opened),
      end: bounds.end,
      items: items
        .filter((item) => !item.locations || item.locations.includes(place.id))
        .map((item) => buttons.asOf(item, day)),
      boundsOf: (other) => boundsOfDay(place.id, other),
    });
    days.set(key, made);
    return made;
  }

  function billsOf(place: Place, day: string): Bill[] {
    if (boundsOfDay(place.id, day).end <= place.opened) return [];
    const carried: Bill[] = [];
    for (let back = 1; back <= 5; back++) {
      const earlier = addDays(day, -back);
      if (boundsOfDay(place.id, earlier).end <= place.opened) break;
      for (const one of generated(place, earlier).carried) if (one.day === day) carried.push(one.bill);
    }
    const time = now().getTime();
    return [...generated(place, day).own, ...carried].filter((bill) => bill.uploadAt <= time);
  }

  const shown = (bill: Bill): SimSale =>
    bill.cancelAt !== undefined && bill.cancelAt <= now().getTime()
      ? { ...bill.sale, cancelled: true }
      : bill.sale;

  // Without a time zone, or with one of another system, while it is lost (R11).
  const placesNow = (): readonly SimLocation[] =>
    lostZone === undefined ? places : places.map((place) => ({ ...place, timezone: lostZone as string }));
  const ours: SimBusiness = { id: businessId, name: 'Ours AG', currency: 'CHF', locations: places };
  const stranger: SimBusiness = {
    id: String(BIG - 77n),
    name: 'Strangers GmbH',
    currency: 'EUR',
    locations: [{ ...(places[0] as Place), id: String(BIG - 78n), name: 'Elsewhere' }],
  };
  // Unrelated or empty head offices are seen by the same grant.
  const retired: SimBusiness = { id: '14154', name: 'Retired Holding', currency: 'CHF', locations: [] };

  const world: World = {
    businessId,
    businessName: ours.name,
    locations: places,
    items,
    boundsOfDay,
    today,
    firstDay: (locationId) => dayAt(locationId, find(locationId).opened),
    // A running day is never asked for, and its bounds may still change.
    salesOfDay: (locationId, day) =>
      day >= today(locationId)
        ? []
        : billsOf(find(locationId), day)
            .map(shown)
            .sort((a, b) => Date.parse(a.timeClosed) - Date.parse(b.timeClosed)),
    businesses: () => (isStranger ? [stranger] : [{ ...ours, locations: placesNow() }, retired]),
    itemsOf: () => items,
    refuses(locationId, asked) {
      const place = find(locationId);
      const from = 'day' in asked ? boundsOfDay(locationId, asked.day).end - 1 : asked.from;
      if (from >= place.opened) return undefined;
      return Temporal.Instant.fromEpochMilliseconds(place.opened)
        .toZonedDateTimeISO(place.timezone)
        .toString({ timeZoneName: 'never', fractionalSecondDigits: 0 });
    },
    isComplete: (locationId, day) => {
      const lag = diceOf(`lag ${seed} ${locationId} ${day}`);
      const hours = lag.chance(0.15) ? (lag.chance(0.2) ? 30 : 2 + lag.below(4)) : 1;
      return now().getTime() > boundsOfDay(locationId, day).end + hours * HOUR;
    },
  };

  return {
    world,
    places,
    start,
    coverage,
    answered(locationId, day) {
      for (const bill of billsOf(find(locationId), day)) {
        count(`scenario ${bill.scenario}`);
        const type = shown(bill).type;
        count(`type ${type === undefined ? '(none)' : type}`);
      }
      const { start: from, end } = boundsOfDay(locationId, day);
      const hours = (end - from) / HOUR;
      if (hours !== 24) count(`day of ${hours} h`);
    },
    changeCatalogue() {
      const at = dice.below(items.length);
      const item = items[at] as SimItem;
      const what = dice.pick(CATALOGUE_EDITS);
      count(`catalogue ${what}`);
      nextId += 1n;
      const replace = (change: Partial<SimItem>) => items.splice(at, 1, { ...item, ...change });
      if (what === 'rename') replace({ name: `${item.name} ${dice.below(90) + 10}` });
      else if (what === 'reprice') replace({ price: item.price + 1 });
      else if (what === 'archive') replace({ active: false });
      else if (what === 'remove' && items.length > 6) items.splice(at, 1);
      else if (what === 'recycle' && item.sku !== null)
        items.splice(at, 1, { ...item, id: String(nextId), name: `Recycled ${item.sku}`, active: true });
      else if (what === 'remake')
        // Deleted and made anew: a cashier's way to undo a mistake.
        items.splice(at, 1, { ...item, id: String(nextId), active: true });
      else if (what === 'new sku' && item.sku !== null)
        replace({ sku: `${item.sku}-${dice.below(900) + 100}` });
      else
        items.unshift({
          ...item,
          id: String(nextId),
          sku: `N${nextId % 10_000n}`,
          name: `New ${nextId}`,
          active: true,
        });
      return what;
    },
    changeStart(locationId) {
      const place = find(locationId);
      const fromDay = addDays(today(locationId), 1);
      const last = place.starts.at(-1)?.minutes ?? 300;
      place.starts.push({ fromDay, minutes: last === 300 ? 390 : 300 });
      count('start of day changes');
    },
    loseZones() {
      lostZone = dice.pick([null, '', 'Mars/Phobos', 'W. Europe Standard Time', undefined] as const);
      if (lostZone !== undefined) count('time zones lost');
      return lostZone !== undefined;
    },
    showStranger(value) {
      isStranger = value;
    },
    shiftItems() {
      nextId += 1n;
      const sample = items[0] as SimItem;
      if (dice.chance(0.5))
        items.unshift({ ...sample, id: String(nextId), sku: `N${nextId % 10_000n}`, name: 'New' });
      else if (items[0]?.name === 'New') items.shift();
      count('catalogue shifts while read');
    },
    nameButton() {
      const what = buttons.rename(items);
      count(`button ${what}`);
      return what;
    },
    shuffle(sales) {
      const list = [...sales];
      if (dice.chance(0.5)) list.reverse();
      if (list.length > 0 && dice.chance(0.2)) list.push(dice.pick(list));
      return list;
    },
  };
}
