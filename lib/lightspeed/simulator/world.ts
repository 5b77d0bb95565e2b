import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { CATALOGUE, LISBON, type SimItem, ZURICH } from './catalogue';
import { randomOf } from './random';

export interface SimLocation {
  id: string;
  name: string;
  country: string;
  timezone: string;
  /** Hour at which its business day starts. */
  startHour: number;
  devices: number[];
  size: number;
}

export interface SimLine {
  id: string;
  parentLineId?: string;
  sku?: string | null;
  name?: string;
  nameOverride?: string;
  quantity?: string;
  voidReason?: string;
  totalNetAmountWithTax?: string;
  totalNetAmountWithoutTax?: string;
  menuListPrice?: string;
  currency?: string;
  timeOfSale?: string;
  deviceId?: number;
  [field: string]: unknown;
}

export interface SimSale {
  accountReference?: string;
  accountFiscId: string;
  receiptId?: string;
  source?: { initialAccountId?: string; previousAccountId?: string };
  type?: string;
  cancelled?: boolean | null;
  voidReason?: string;
  timeOfOpening?: string;
  timeClosed: string;
  nbCovers?: number;
  dineIn?: boolean;
  deviceId?: number;
  salesLines?: SimLine[];
  [field: string]: unknown;
}

export interface World {
  businessId: string;
  businessName: string;
  locations: readonly SimLocation[];
  /** Items as now served; `setItems` replaces them. */
  readonly items: readonly SimItem[];
  /** Raw sales of a business day as `sales-daily` answers them, up to now. */
  salesOfDay(locationId: string, day: string): SimSale[];
  /** `[start, end)` of a business day in epoch milliseconds. */
  boundsOfDay(locationId: string, day: string): { start: number; end: number; nextStart: string };
  /** The running business day. */
  today(locationId: string): string;
  /** The first day with sales. */
  firstDay(locationId: string): string;
}

export interface SimBusiness {
  id: string;
  name: string;
  currency: string;
  locations: readonly SimLocation[];
}

/** What a hostile world decides beyond the well-behaved one. */
export interface HostileWorld extends World {
  businesses(): readonly SimBusiness[];
  itemsOf(locationId: string): readonly SimItem[];
  /** The earliest instant as a refusal names it, when this day or this instant lies before it. */
  refuses(locationId: string, asked: { day: string } | { from: number }): string | undefined;
  isComplete(locationId: string, day: string): boolean;
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

export interface Overrides {
  locations?: readonly SimLocation[];
  now(): Date;
  items(): readonly SimItem[];
  sales: Map<string, SimSale[]>;
}

export function createWorld(seed: number, overrides: Overrides): World {
  const locations = overrides.locations ?? LOCATIONS;
  const find = (locationId: string) => {
    const location = locations.find((one) => one.id === locationId);
    if (!location) throw new Error(`no location ${locationId} in the simulator`);
    return location;
  };
  const startOf = (location: SimLocation, day: Temporal.PlainDate) =>
    day.toZonedDateTime({
      timeZone: location.timezone,
      plainTime: Temporal.PlainTime.from({ hour: location.startHour }),
    });
  const boundsOfDay = (locationId: string, day: string) => {
    const location = find(locationId);
    const date = Temporal.PlainDate.from(day);
    const next = startOf(location, date.add({ days: 1 }));
    return {
      start: startOf(location, date).epochMilliseconds,
      end: next.epochMilliseconds,
      nextStart: next.toString({ timeZoneName: 'never', fractionalSecondDigits: 0 }),
    };
  };
  const today = (locationId: string) => {
    const location = find(locationId);
    const local = Temporal.Instant.fromEpochMilliseconds(overrides.now().getTime()).toZonedDateTimeISO(
      location.timezone,
    );
    const date = local.toPlainDate();
    return (local.hour < location.startHour ? date.subtract({ days: 1 }) : date).toString();
  };
  const firstDay = (locationId: string) =>
    Temporal.PlainDate.from(today(locationId)).subtract({ days: DAYS_OF_SALES }).toString();
  return {
    businessId: '8262',
    businessName: 'Seeblick Gastronomie',
    locations,
    get items() {
      return overrides.items();
    },
    boundsOfDay,
    today,
    firstDay,
    salesOfDay(locationId, day) {
      const location = find(locationId);
      const kept = overrides.sales.get(`${locationId}|${day}`);
      if (kept) return kept;
      const running = today(locationId);
      if (day > running || day < firstDay(locationId)) return [];
      const { start, end } = boundsOfDay(locationId, day);
      const sales = generateDay(seed, location, day, start, end);
      if (day < running) return sales;
      const now = overrides.now().toISOString();
      return sales.filter((sale) => sale.timeClosed <= now);
    },
  };
}

const SELLABLE = new Map(CATALOGUE.flatMap((item) => (item.sku ? [[item.sku, item] as const] : [])));
const POOLS = {
  drinks: [
    '541',
    '542',
    '542.',
    '543',
    '544',
    '545',
    '546',
    '549',
    '588',
    '588',
    '589',
    '590',
    '592',
    '593',
    '594',
  ],
  wine: ['601', '602', '603', '604', '605', '606', '602', '604', '611', '612', '613', '614', '615'],
  coffee: ['501', '501', '501', '502', '503', '503', '504', '504', '505', '506', '507', '508', '509'],
  brunch: ['851', '852', '853', '854', '855', '856', '856', '857'],
  starters: ['101', '101', '102', '103', '104', '105', '106', '107', '108', '109', '985'],
  mains: [
    ...['52', '53', '53', '54', '55', '56', '57', '201', '201', '202', '203', '204', '205', '206', '207'],
    ...[
      '301',
      '302',
      '303',
      '304',
      '305',
      '306',
      '401',
      '401',
      '402',
      '403',
      '404',
      '405',
      '406',
      '407',
      '408',
    ],
    ...['986', '988'],
  ],
  desserts: ['801', '802', '803', '804', '804', '805', '806', '807', '987'],
  bar: [
    ...[
      '588',
      '589',
      '591',
      '592',
      '594',
      '621',
      '622',
      '623',
      '624',
      '625',
      '626',
      '627',
      '547',
      '548',
      '616',
    ],
    ...['631', '631', '632', '632', '633', '634', '635', '636', '637', '638', '639', '640', '989'],
  ],
  odd: ['980', '981', '982', '983', '960'],
} as const;
const BURGERS = new Set(['52', '53', '54', '55', '56', '57']);
const MILK_COFFEE = new Set(['504', '505', '506']);
const WEEKDAY = [0, 0.72, 0.78, 0.86, 0.95, 1.2, 1.34, 1.02];
const VOIDS = ['Server mistake', 'Unhappy Client', 'Küche: verbrannt', 'Falsch boniert'];
const EPOCH = Temporal.PlainDate.from('2020-01-01');

interface Sold {
  sku: string | null;
  name: string;
  thousandths: number;
  /** Rappen or cents for the whole line, already signed. */
  amount: number;
  parent?: Sold;
  voidReason?: string;
  override?: string;
  at: number;
}

/** A closed day stays empty; everything else follows from seed, location and day alone. */
function generateDay(
  seed: number,
  location: SimLocation,
  day: string,
  start: number,
  end: number,
): SimSale[] {
  const date = Temporal.PlainDate.from(day);
  const lisbon = location.id === LISBON;
  const monthDay = day.slice(5);
  if (monthDay === '12-25' || monthDay === '01-01') return [];
  if (lisbon ? date.dayOfWeek === 1 || monthDay === '04-25' : monthDay === '12-24') return [];

  const random = randomOf(`${seed}|${location.id}|${day}`);
  const below = (n: number) => Math.floor(random() * n);
  const chance = (p: number) => random() < p;
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const season = 1 + 0.14 * Math.sin(((date.dayOfYear - 100) / 365) * 2 * Math.PI);
  const wanted = location.size * (WEEKDAY[date.dayOfWeek] as number) * season * (0.94 + random() * 0.12);
  const total = Math.round(Math.min(lisbon ? 90 : 116, Math.max(lisbon ? 40 : 60, wanted)));

  const dayNumber = EPOCH.until(date, { largestUnit: 'days' }).days;
  const counters = { account: dayNumber * 10_000, receipt: dayNumber * 10_000, line: dayNumber * 10_000 };
  const sales: SimSale[] = [];
  const currency = 'CHF';

  function pickItem(pool: keyof typeof POOLS): SimItem {
    for (;;) {
      const item = SELLABLE.get(pick<string>(POOLS[pool])) as SimItem;
      if (!item.locations || item.locations.includes(location.id)) return item;
    }
  }
  const sold = (item: SimItem, count: number, at: number, more: Partial<Sold> = {}): Sold => ({
    sku: item.sku,
    name: item.name,
    thousandths: count * 1000,
    amount: Math.round(item.price * 100) * count,
    at,
    ...more,
  });
  const named = (sku: string) => SELLABLE.get(sku) as SimItem;

  function order(opened: number, minute: number): Sold[] {
    const lines: Sold[] = [];
    const covers = 1 + below(4);
    const at = () => opened + below(40) * 60_000;
    const morning = minute < 11 * 60;
    const late = minute >= 22 * 60;
    const add = (pool: keyof typeof POOLS, count = 1) => {
      const line = sold(pickItem(pool), count, at());
      lines.push(line);
      return line;
    };
    const modify = (line: Sold, sku: string) =>
      lines.push(sold(named(sku), line.thousandths / 1000, line.at, { parent: line }));
    if (morning) {
      const coffee = add('coffee', covers);
      if (coffee.sku && MILK_COFFEE.has(coffee.sku) && chance(0.3)) modify(coffee, '916');
      if (chance(0.7)) add('brunch', 1 + below(covers));
      if (chance(0.3)) add('drinks');
    } else if (late) {
      add('bar', 1 + below(2));
      if (chance(0.7)) add('bar', 1 + below(3));
      if (chance(0.4)) add('drinks', 1 + below(2));
      if (chance(0.15)) add('starters');
    } else {
      if (chance(0.75)) add('drinks', covers);
      if (chance(0.35)) add('wine', chance(0.8) ? 1 + below(2) : 1);
      if (chance(0.4)) add('starters', 1 + below(2));
      for (let left = 1 + below(2); left > 0; left--) {
        const main = add('mains', 1 + below(2));
        const sku = main.sku as string;
        if (BURGERS.has(sku)) {
          if (chance(0.3)) modify(main, pick(['910', '911', '913', '919']));
          if (sku !== '52' && sku !== '57' && chance(0.08)) modify(main, '912');
        } else if (sku.length === 3 && sku.startsWith('20') && chance(0.22))
          modify(main, pick(['914', '915']));
      }
      if (minute < 15 * 60 && chance(0.16)) {
        const combo = sold(named('950'), 1 + below(2), at());
        const count = combo.thousandths / 1000;
        const part = (sku: string) =>
          lines.push(sold(named(sku), count, combo.at, { parent: combo, amount: 0 }));
        lines.push(combo);
        part(pick(['52', '53']));
        part(pick(['541', '542', '542.', '543']));
        part('109');
      }
      if (chance(0.28)) add('desserts', 1 + below(2));
      if (chance(0.4)) add('coffee', 1 + below(covers));
      if (chance(0.05)) {
        const grams = 150 + below(450);
        lines.push(
          sold(named('701'), 1, at(), { thousandths: grams, amount: Math.round((8900 * grams) / 1000) }),
        );
      }
      if (chance(0.06)) {
        const fries = sold(named('110'), 1, at());
        lines.push(fries);
        modify(fries, pick(['917', '918']));
      }
      if (chance(0.1)) lines.push(sold(named('984'), covers, at()));
    }
    if (chance(0.018)) add('odd');
    if (chance(0.012)) {
      const amount = 500 + below(40) * 100;
      const override = pick(['Geburtstagstorte', 'Zapfengeld', 'Extra Portion Küche']);
      lines.push({ sku: null, name: 'Offener Artikel', override, thousandths: 1000, amount, at: at() });
    }
    // Sold from a till whose item was since deleted in the back office.
    if (chance(0.004))
      lines.push({ sku: '0077', name: 'Winterpunsch', thousandths: 1000, amount: 900, at: at() });
    if (chance(0.07)) {
      const original = pick(lines);
      if (!original.parent && original.thousandths > 0) {
        const one = original.thousandths % 1000 === 0 ? original.thousandths / 1000 : 1;
        const voided = lines.filter((line) => line === original || line.parent === original);
        const reason = pick(VOIDS);
        let head: Sold | undefined;
        for (const line of voided) {
          const reversal: Sold = {
            ...line,
            thousandths: -line.thousandths / one,
            amount: -Math.round(line.amount / one),
            voidReason: reason,
            at: line.at + 600_000,
          };
          delete reversal.parent;
          if (line === original) head = reversal;
          else if (head) reversal.parent = head;
          lines.push(reversal);
        }
      }
    }
    return lines;
  }

  function write(
    type: string,
    lines: Sold[],
    opened: number,
    closed: number,
    more: Partial<SimSale> & { previous?: SimSale; device?: number } = {},
  ): SimSale {
    const { previous, device = pick(location.devices), ...fields } = more;
    const accountFiscId = `A${device}.${++counters.account}`;
    const ids = new Map<Sold, string>();
    for (const line of lines) ids.set(line, `S${device}.${++counters.line}`);
    const sale: SimSale = {
      accountReference: hash(`${seed}|${location.id}|${accountFiscId}`).subarray(0, 16).toString('base64'),
      accountFiscId,
      ...(type !== 'FLOAT' && random() < 0.93 ? { receiptId: `R${device}.${++counters.receipt}` } : {}),
      source: previous
        ? {
            initialAccountId: previous.source?.initialAccountId ?? previous.accountFiscId,
            previousAccountId: previous.accountFiscId,
          }
        : { initialAccountId: accountFiscId },
      type,
      // Live data leaves it out or sends null on ordinary accounts (R9).
      ...(chance(0.1) ? { cancelled: null } : {}),
      timeOfOpening: iso(opened),
      timeClosed: iso(Math.min(closed, end - 1)),
      nbCovers: chance(0.37) ? 0 : 1 + below(4),
      dineIn: chance(0.9),
      deviceId: device,
      salesLines: lines.map((line) => ({
        id: ids.get(line) as string,
        ...(line.parent && ids.has(line.parent) ? { parentLineId: ids.get(line.parent) } : {}),
        ...(line.sku === null ? {} : { sku: line.sku }),
        name: line.name,
        ...(line.override ? { nameOverride: line.override } : {}),
        quantity: fixed(line.thousandths, 3),
        ...(line.voidReason ? { voidReason: line.voidReason } : {}),
        totalNetAmountWithTax: fixed(line.amount, 2),
        totalNetAmountWithoutTax: fixed(Math.round((line.amount * 1000) / 1081), 2),
        currency,
        timeOfSale: iso(Math.min(line.at, closed, end - 1)),
        deviceId: device,
      })),
      ...fields,
    };
    sales.push(sale);
    return sale;
  }

  const negated = (lines: Sold[], reason?: string): Sold[] => {
    const copies = new Map<Sold, Sold>();
    for (const line of lines) {
      const copy: Sold = { ...line, thousandths: -line.thousandths, amount: -line.amount };
      delete copy.parent;
      if (reason) copy.voidReason = reason;
      if (line.parent) copy.parent = copies.get(line.parent) as Sold;
      copies.set(line, copy);
    }
    return [...copies.values()];
  };
  const half = (lines: Sold[], second: boolean): Sold[] => {
    const copies = new Map<Sold, Sold>();
    for (const line of lines) {
      const part = (n: number) => (second ? n - Math.trunc(n / 2) : Math.trunc(n / 2));
      const copy: Sold = { ...line, thousandths: part(line.thousandths), amount: part(line.amount) };
      delete copy.parent;
      if (line.parent) copy.parent = copies.get(line.parent) as Sold;
      copies.set(line, copy);
    }
    return [...copies.values()];
  };

  for (let n = 0; n < total; n++) {
    // Minutes after midnight of the business day; from 24:00 on it is the night that belongs to the evening.
    const part = random();
    const minute = Math.round(
      part < 0.2
        ? 8 * 60 + random() * 170
        : part < 0.52
          ? 11.5 * 60 + random() * 150
          : part < 0.85
            ? 18 * 60 + random() * 210
            : 22 * 60 + random() * 255,
    );
    const opened = start + (minute - location.startHour * 60) * 60_000 + below(60_000);
    const closed = opened + (12 + below(75)) * 60_000 + below(1000);
    const lines = order(opened, minute);
    const fate = random();
    if (fate < 0.015) {
      const sale = write('SALE', lines, opened, closed);
      const back = chance(0.5) ? lines : lines.filter((line) => line === lines[0]);
      write('REFUND', negated(back), closed, closed + 900_000, { previous: sale, voidReason: pick(VOIDS) });
    } else if (fate < 0.03) {
      const sale = write('SALE', lines, opened, closed);
      const refund = write('REFUND', negated(lines), closed, closed + 240_000, { previous: sale });
      const again = [...lines, sold(pickItem('coffee'), 1, closed)];
      write('RECALL', again, closed + 240_000, closed + 480_000, { previous: refund });
    } else if (fate < 0.05) {
      const sale = write('SALE', lines, opened, closed);
      write('SPLIT', negated(lines), closed, closed + 30_000, { previous: sale });
      write('SPLIT', half(lines, false), closed, closed + 60_000, { previous: sale });
      write('SPLIT', half(lines, true), closed, closed + 90_000, { previous: sale });
    } else if (fate < 0.06) {
      const carried = write('TRANSITORY', negated(lines), closed, closed + 4);
      write('SALE', lines, opened, closed + 300_000, { previous: carried });
    } else if (fate < 0.072) {
      const sale = write('SALE', lines, opened, closed, { cancelled: true });
      write('CANCEL', negated(lines, 'Falsch boniert'), closed, closed + 120_000, { previous: sale });
    } else write('SALE', lines, opened, closed);
  }
  const drop = start + 17 * 3_600_000;
  write(
    'FLOAT',
    [{ sku: null, name: 'Abschöpfung', thousandths: 1000, amount: -50_000, at: drop }],
    drop,
    drop + 5,
  );
  return sales.sort((a, b) => (a.timeClosed < b.timeClosed ? -1 : a.timeClosed > b.timeClosed ? 1 : 0));
}

const iso = (ms: number) => new Date(ms).toISOString();
const hash = (text: string) => createHash('sha256').update(text).digest();

function fixed(value: number, decimals: number): string {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  const text = `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return value < 0 ? `-${text}` : text;
}
