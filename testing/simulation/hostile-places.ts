import type { Dice } from '@/lib/lightspeed/simulator/random';
import type { SimLocation } from '@/lib/lightspeed/simulator/sales';
import { BIG } from './hostile-catalogue';

export const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const ZONES = [
  ['Pacific/Auckland', 'NZ'],
  ['Australia/Lord_Howe', 'AU'],
  ['Asia/Tokyo', 'JP'],
  ['Asia/Kathmandu', 'NP'],
  ['Europe/Zurich', 'CH'],
  ['Europe/Berlin', 'DE'],
  ['Europe/London', 'GB'],
  ['Africa/Casablanca', 'MA'],
  ['America/St_Johns', 'CA'],
  ['America/New_York', 'US'],
  ['America/Los_Angeles', 'US'],
  ['Pacific/Honolulu', 'US'],
] as const;
export const TIME_ZONES: readonly string[] = ZONES.map(([zone]) => zone);

/** Days the clock changes in most of these zones lie near; a life begins near one of them or anywhere. */
const TURNS = [
  '2026-03-10',
  '2026-03-30',
  '2026-04-06',
  '2026-09-28',
  '2026-10-05',
  '2026-10-26',
  '2026-11-02',
];

interface Start {
  fromDay: string;
  minutes: number;
}
export interface Place extends SimLocation {
  starts: Start[];
  /** Epoch milliseconds of the first sale. */
  opened: number;
}

export function firstMoment(dice: Dice): Date {
  const base = dice.chance(0.6)
    ? Date.parse(`${dice.pick(TURNS)}T00:00:00Z`) - dice.below(3) * DAY
    : Date.parse('2026-02-01T00:00:00Z') + dice.below(300) * DAY;
  return new Date(base + dice.below(24 * 60) * 60_000);
}

export function makePlaces(dice: Dice, start: Date): Place[] {
  const count = dice.chance(0.25) ? 2 : 1;
  return Array.from({ length: count }, (_, index) => {
    const [timezone, country] = dice.pick(ZONES);
    const minutes = dice.pick([300, 300, 360, 240, 330, 0, 420]);
    const age = dice.pick([3, 5, 8, 12, 20, 33, dice.chance(0.3) ? 120 : 9]);
    return {
      id: String(BIG + BigInt(2000 + index * 10)),
      name: `Place ${index + 1}`,
      country,
      timezone,
      startHour: Math.floor(minutes / 60),
      devices: [65_315 + index * 10, 65_316 + index * 10],
      size: 1,
      starts: [{ fromDay: '2000-01-01', minutes }],
      opened: start.getTime() - age * DAY + dice.below(20) * HOUR,
    };
  });
}
