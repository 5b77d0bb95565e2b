import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterAll, expect, it } from 'vitest';
import { ledgerEntries } from '@/db/schema/ledger';
import { nightlyRuns } from '@/db/schema/transfers';
import { DomainError } from '@/lib/core/domain-error';
import type { PosSalesDay } from '@/lib/ports';
import { suiteDatabase } from '@/testing/database/suite-database';
import { day, FakePos, sale } from '@/testing/fake-pos';
import { FakeClock, RecordingDispatcher, testContext } from '@/testing/fixtures/test-context';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { toggleAutoTransfer } from '../location/toggle-auto-transfer';
import { listMissedNights } from './list-missed-nights';
import { planNights } from './plan-nights';
import { recoverStalledJobs } from './recover-stalled-jobs';
import { runMissedNights } from './run-missed-nights';
import { runNight } from './run-night';

/**
 * NIGHTS_RUNS=200 for a long night; the few of every test run still cross zones, clock changes, outages and
 * pauses.
 */
const RUNS = Number(process.env.NIGHTS_RUNS ?? 4);
const HOUR = 3_600_000;
const ZONES = [
  'Europe/Zurich',
  'Europe/Lisbon',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Antarctica/Troll',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Africa/Casablanca',
  'UTC',
];
/** The first simulated days; between them every zone above changes its clock at least once. */
const STARTS = [
  '2026-03-05',
  '2026-03-26',
  '2026-04-02',
  '2026-09-03',
  '2026-10-22',
  '2026-10-29',
  '2027-02-26',
];

/** A stretch of time, in hours from the start of the simulation. */
const stretch = (longest: number) =>
  fc.record({ from: fc.integer({ min: 0, max: 240 }), hours: fc.integer({ min: 1, max: longest }) });
const life = fc.record({
  zone: fc.constantFrom(...ZONES),
  startOfDayMinutes: fc.constantFrom(0, 30, 120, 150, 300, 360, 1410),
  start: fc.constantFrom(...STARTS),
  days: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 3, max: 11 }) },
    { weight: 1, arbitrary: fc.constant(37) },
  ),
  tickMinutes: fc.integer({ min: 15, max: 170 }),
  outages: fc.array(stretch(80), { maxLength: 2 }),
  pauses: fc.array(stretch(70), { maxLength: 2 }),
  failing: fc.array(stretch(4), { maxLength: 3 }),
  late: fc.array(fc.record({ day: fc.nat(10), hours: fc.integer({ min: 1, max: 300 }) }), { maxLength: 5 }),
  incomplete: fc.array(fc.record({ day: fc.nat(10), hours: fc.integer({ min: 1, max: 9 }) }), {
    maxLength: 2,
  }),
  twice: fc.boolean(),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

const database = suiteDatabase();
let simulated = 0;
afterAll(async () => {
  console.log(`${simulated} simulated nights`);
});

/**
 * One location's life over some days, with a clock of its own; `asks` is when the till was asked, and what it
 * answered.
 */
class Simulation {
  readonly clock: FakeClock;
  readonly jobs = new RecordingDispatcher();
  /** `quantity` null: the call failed. */
  readonly asks: { date: string; at: number; quantity: number | null; isComplete: boolean }[] = [];
  readonly startMs: number;
  readonly endMs: number;
  restaurant!: TestRestaurant;
  /** Afterwards nothing fails any more. */
  isCalm = false;
  private ran = 0;

  constructor(readonly life: Life) {
    const { start, zone } = life;
    this.startMs = Temporal.PlainDate.from(start).toZonedDateTime({
      timeZone: zone,
      plainTime: '12:00',
    }).epochMilliseconds;
    this.endMs = this.startMs + life.days * 24 * HOUR;
    this.clock = new FakeClock(new Date(this.startMs));
  }

  private readonly pos = new FakePos({ everyDay: (date) => this.answer(date) });

  within = (stretches: Life['pauses'], at: number) =>
    stretches.some(({ from, hours }) => {
      const begin = this.startMs + from * HOUR;
      return begin <= at && at < begin + hours * HOUR;
    });

  /** Its business day's end, from the calendar alone. */
  endOf(date: string): number {
    const { zone, startOfDayMinutes } = this.life;
    const plainTime = Temporal.PlainTime.from('00:00').add({ minutes: startOfDayMinutes });
    return Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime })
      .epochMilliseconds;
  }
  dueAt = (date: string) => this.endOf(date) + 2 * HOUR;

  /** Every business day since activation whose night came due. */
  dates(): string[] {
    const first = Temporal.PlainDate.from(this.life.start);
    const all = Array.from({ length: this.life.days + 3 }, (_, n) => first.add({ days: n - 1 }).toString());
    return all.filter(
      (date) => this.endOf(date) > this.startMs && this.dueAt(date) <= this.clock.now().getTime(),
    );
  }

  private indexOf = (date: string) =>
    Temporal.PlainDate.from(this.life.start).until(date, { largestUnit: 'days' }).days;

  soldAt(date: string, at: number): number {
    const index = this.indexOf(date);
    const late = this.life.late.filter(
      (one) => one.day === index && this.endOf(date) + one.hours * HOUR <= at,
    );
    // Every seventh day nothing is sold.
    return (((index % 7) + 7) % 7 === 6 ? 0 : (((index % 3) + 3) % 3) + 1) + late.length;
  }

  private answer(date: string): PosSalesDay {
    const at = this.clock.now().getTime();
    const waits = this.life.incomplete.find((one) => one.day === this.indexOf(date))?.hours ?? 0;
    const dataComplete = at >= this.endOf(date) + waits * HOUR;
    if (!this.isCalm && this.within(this.life.failing, at)) {
      this.asks.push({ date, at, quantity: null, isComplete: false });
      throw new DomainError('lightspeed_api_error');
    }
    const quantity = this.soldAt(date, at);
    this.asks.push({ date, at, quantity, isComplete: dataComplete });
    const lines = Array.from({ length: quantity }, (_, n) =>
      sale('cola', '1', { lineId: `${date} ${n}`, seq: n }),
    );
    return { ...day(...lines), dataComplete, nextStartOfDay: null } as PosSalesDay;
  }

  private job = () => ({
    kind: 'system' as const,
    memberships: { [this.restaurant.companyId]: 'system' },
    pos: this.pos,
    clock: this.clock,
    jobs: this.jobs,
  });

  async begin(): Promise<void> {
    const restaurant = await testRestaurant(database.db, this.pos);
    this.restaurant = { ...restaurant, ctx: { ...restaurant.ctx, clock: this.clock, jobs: this.jobs } };
    const { zone, startOfDayMinutes } = this.life;
    await this.update({ timezone: zone, startOfDayMinutes, activatedAt: new Date(this.startMs) });
  }
  update: TestRestaurant['updateLocation'] = (change) => this.restaurant.updateLocation(change);
  pause = (paused: boolean) =>
    toggleAutoTransfer(this.restaurant.ctx, { id: this.restaurant.locationId, auto_transfer_paused: paused });

  /** What one quarter of an hour does: plan, send, and run what was sent, now and then twice. */
  async tick(): Promise<void> {
    const ctx = testContext(database.db, this.job());
    await planNights(ctx);
    if (this.life.twice) await Promise.all([planNights(ctx), recoverStalledJobs(ctx)]);
    await recoverStalledJobs(ctx);
    await this.work();
  }
  async work(): Promise<void> {
    while (this.ran < this.jobs.sent.length) {
      const event = this.jobs.sent[this.ran++];
      if (event?.name !== 'bestellfix/night.due' || event.data.companyId !== this.restaurant.companyId)
        continue;
      const run = () => runNight(testContext(database.db, this.job()), event.data);
      await Promise.all(this.life.twice ? [run(), run()] : [run()]);
    }
  }

  /**
   * The answers a day was booked from, by R32 alone: one that is not complete is, only when it is the sixth
   * try. A night begun anew at `begunAt`, because a person asked, has six again. Days are complete long
   * before a later night reads them again.
   */
  booked(date: string, begunAt: number): number[] {
    const asks = this.asks.filter((one) => one.date === date);
    return asks.flatMap(({ at, quantity, isComplete }) => {
      const tries = new Set(
        asks.filter((one) => one.at <= at && (at < begunAt || one.at >= begunAt)).map((one) => one.at),
      );
      return quantity !== null && (isComplete || tries.size === 6) ? [quantity] : [];
    });
  }

  nights = () =>
    database.db.select().from(nightlyRuns).where(eq(nightlyRuns.locationId, this.restaurant.locationId));
  missed = async () => (await listMissedNights(this.restaurant.ctx, { id: this.restaurant.locationId })).data;

  /** Sum and number of the entries of each day. */
  async ledger(): Promise<Map<string, { quantity: number; entries: number }>> {
    const rows = await database.db
      .select()
      .from(ledgerEntries)
      .where(eq(ledgerEntries.locationId, this.restaurant.locationId));
    const days = new Map<string, { quantity: number; entries: number }>();
    for (const row of rows) {
      const sum = days.get(row.businessDay) ?? { quantity: 0, entries: 0 };
      days.set(row.businessDay, { quantity: sum.quantity + Number(row.quantity), entries: sum.entries + 1 });
    }
    return days;
  }
}

/**
 * Plays the whole life, tick by tick; when it is over, nothing is paused, off or failing any more for ten
 * hours.
 */
async function play(sim: Simulation): Promise<void> {
  const { life } = sim;
  await sim.begin();
  let isPaused = false;
  const setPaused = async (wanted: boolean) => {
    if (wanted !== isPaused) await sim.pause(wanted);
    isPaused = wanted;
  };
  const edges = life.pauses
    .flatMap(({ from, hours }) => [from, from + hours])
    .map((at) => sim.startMs + at * HOUR);
  const ticks: number[] = [];
  for (let at = sim.startMs; at < sim.endMs; at += life.tickMinutes * 60_000) ticks.push(at);
  for (const at of [...new Set([...ticks, ...edges])]
    .filter((one) => one < sim.endMs)
    .sort((a, b) => a - b)) {
    sim.clock.set(new Date(at));
    // Pauses begin and end also while the planner is off.
    await setPaused(sim.within(life.pauses, at));
    if (!sim.within(life.outages, at)) await sim.tick();
  }
  sim.isCalm = true;
  sim.clock.set(new Date(sim.endMs));
  await setPaused(false);
  for (let hour = 0; hour <= 10; hour++) {
    sim.clock.set(new Date(sim.endMs + hour * HOUR));
    await sim.tick();
  }
}

it('over zones, clock changes, outages, failures and pauses, each location and day has one standing set of entries (R32)', {
  timeout: 60_000 + RUNS * 30_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(life, async (given) => {
      const sim = new Simulation(given);
      try {
        await play(sim);
        const dates = sim.dates();
        const nights = new Map((await sim.nights()).map((night) => [night.businessDay, night]));
        // One row a day that came due, no day left out, none invented.
        expect([...nights.keys()].sort()).toEqual(dates);
        simulated += dates.length;

        const offered = new Map((await sim.missed()).map((night) => [night.date, night.reason]));
        const overlaps = (stretches: Life['pauses'], from: number, to: number) =>
          stretches.some(({ from: hour, hours }) => {
            const begin = sim.startMs + hour * HOUR;
            return begin < to && from < begin + hours * HOUR && begin < sim.endMs;
          });
        for (const date of dates) {
          const due = sim.dueAt(date);
          const lastOutage = Math.max(
            0,
            ...given.outages.map(({ from, hours }) => sim.startMs + (from + hours) * HOUR),
          );
          const until = Math.max(due, lastOutage) + 20 * HOUR;
          const wasRead = sim.asks.some((one) => one.date === date && one.quantity !== null);
          if (!overlaps(given.pauses, due, until) && !overlaps(given.failing, due, until)) {
            // An outage of ours, however long, costs no night.
            expect([date, nights.get(date)?.status, wasRead]).toEqual([date, 'done', true]);
          }
          if (sim.within(given.pauses, due) && due < sim.endMs) {
            // Came due while paused: offered, and neither run nor read, not by a later night's re-reading
            // either.
            expect([date, offered.get(date), wasRead]).toEqual([date, 'missed', false]);
          }
        }

        // Everything offered is run because a person asks.
        const askedAt = sim.clock.now().getTime();
        await runMissedNights(sim.restaurant.ctx, { id: sim.restaurant.locationId });
        await sim.work();
        for (let hour = 0; hour < 8; hour++) {
          sim.clock.advance(HOUR);
          await recoverStalledJobs(
            testContext(database.db, { kind: 'system', memberships: {}, clock: sim.clock, jobs: sim.jobs }),
          );
          await sim.work();
        }
        expect(await sim.missed()).toEqual([]);

        const ledger = await sim.ledger();
        for (const date of dates) {
          const reads = sim.booked(date, offered.has(date) ? askedAt : 0);
          expect([date, reads.length > 0]).toEqual([date, true]);
          // A changed answer takes the old entry back and posts the new one; the same answer writes nothing.
          let entries = 0;
          let before = 0;
          for (const quantity of reads) {
            if (quantity === before) continue;
            entries += (before > 0 ? 1 : 0) + (quantity > 0 ? 1 : 0);
            before = quantity;
          }
          const stands = ledger.get(date) ?? { quantity: 0, entries: 0 };
          expect([date, stands.quantity, stands.entries]).toEqual([
            date,
            before === 0 ? 0 : -before,
            entries,
          ]);
        }
        expect([...ledger.keys()].filter((date) => !dates.includes(date))).toEqual([]);

        // Left in peace, the re-reads of the week find what arrived late.
        if (given.pauses.length + given.failing.length === 0) {
          for (const date of dates) {
            const lastLook = Temporal.PlainDate.from(date).add({ days: 6 }).toString();
            if (!dates.includes(lastLook)) continue;
            expect(-(ledger.get(date)?.quantity ?? 0)).toBeGreaterThanOrEqual(
              sim.soldAt(date, sim.dueAt(lastLook)),
            );
          }
        }
      } finally {
        // The next life's planner must not plan for this one.
        await sim.update({ isActivated: false });
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});
