import { digestOf } from '@/testing/fixtures/ledger-digest';
import type { Started } from '@/testing/processes/started';
import type { Kept, Restaurant, Site } from './parts-site';

const PARTS = ['app', 'worker', 'job server', 'database', 'pooler'] as const;
type PartName = (typeof PARTS)[number];

/** A state that does not come within this will not come. */
const PATIENCE_MS = 180_000;
/** Days of a restaurant's locations together between two kills. */
const DAYS_BETWEEN = 4;

/**
 * A web process and a worker behind PgBouncer; each part is killed in the middle of a migration, `times`
 * times, then the worker is stopped while days are at work. `run` gives the promises that were broken.
 */
export class PartsRun {
  private readonly broken: string[] = [];
  private expected: Kept = { days: new Map(), rows: {} };
  private restaurants = 0;

  constructor(
    private readonly site: Site,
    private readonly options: { days: number; random: () => number },
  ) {}

  async run({ times }: { times: number }): Promise<string[]> {
    const from = Date.now();
    await this.takeReference();
    const web = await this.site.begin('web');
    const worker = await this.site.begin('worker');
    if (times > 1) await this.undisturbed(web, 'web and worker behind PgBouncer');
    const left = await this.killEach(web, worker, times);
    await this.stopAtWork(web, worker, left);
    this.say(
      `${this.restaurants} restaurants with ${this.options.days} days of 2 locations, ${seconds(from)} s`,
    );
    this.say(`ledger ${digestOf(this.expected.days).slice(0, 16)}, ${this.broken.length} promises broken`);
    return this.broken;
  }

  /** One process for everything, without a pooler and undisturbed; it ends when asked. */
  private async takeReference(): Promise<void> {
    const all = await this.site.begin('all', { direct: true });
    const restaurant = await this.site.seed(all, this.options.days);
    await this.finished(restaurant);
    this.expected = await this.site.kept(restaurant);
    this.check(await this.site.brokenPromises(restaurant, this.expected), 'undisturbed');
    if (this.expected.days.size === 0) this.broken.push('undisturbed: there were no sales');
    if ((await all.stop()) !== 0) this.broken.push('the undisturbed process did not end with 0');
  }

  private async undisturbed(web: Started, name: string): Promise<void> {
    const from = Date.now();
    const restaurant = await this.begin(web);
    await this.end(restaurant, name);
    this.say(`${name}: same ledger, ${seconds(from)} s`);
  }

  /** Gives back the restaurant whose migrations have days left. */
  private async killEach(web: Started, worker: Started, times: number): Promise<Restaurant | undefined> {
    let restaurant: Restaurant | undefined;
    for (const part of this.order(times)) {
      restaurant = (await this.unlessNearlyDone(restaurant)) ?? (await this.begin(web));
      const before = await this.site.daysDone(restaurant);
      await this.reaches(restaurant, before + DAYS_BETWEEN);
      await this.kill(part, web, worker, restaurant);
    }
    return this.unlessNearlyDone(restaurant);
  }

  /** Otherwise its end is waited for and looked at. */
  private async unlessNearlyDone(restaurant: Restaurant | undefined): Promise<Restaurant | undefined> {
    if (!restaurant || (await this.hasDaysLeft(restaurant))) return restaurant;
    await this.end(restaurant, 'killed');
    return undefined;
  }

  /** Each part so many times, in an order of chance. */
  private order(times: number): PartName[] {
    const rounds = Array.from({ length: times }, () =>
      PARTS.map((part) => ({ part, at: this.options.random() })).sort((a, b) => a.at - b.at),
    );
    return rounds.flat().map(({ part }) => part);
  }

  /**
   * Somewhere within a day. While the part comes back the till keeps its answers, so that the migration does
   * not end meanwhile; then a day must get done.
   */
  private async kill(part: PartName, web: Started, worker: Started, restaurant: Restaurant): Promise<void> {
    const { site } = this;
    const back = await this.strike(part, web, worker);
    const from = Date.now();
    site.holdTill();
    await this.checkDays(restaurant, part);
    await back();
    site.till.control.release();
    const there = seconds(from);
    const before = await site.daysDone(restaurant);
    await this.reaches(restaurant, before + 1);
    this.say(
      `${part} killed after ${before} days: back in ${there} s, the next day after ${seconds(from)} s`,
    );
  }

  /** SIGKILL; gives back how it comes again: by the product itself, or by who runs it. */
  private async strike(part: PartName, web: Started, worker: Started): Promise<() => Promise<void>> {
    const { postgres, pooler } = this.site;
    if (part === 'database' || part === 'pooler') {
      const outside = part === 'database' ? postgres : pooler;
      await outside.kill();
      return async () => {
        await outside.start();
        await Promise.all([web.whenReady(), worker.whenReady()]);
      };
    }
    if (part === 'job server') {
      const both = [web, worker];
      const pids = await Promise.all(both.map((one) => one.killPart('inngest-local')));
      return async () => {
        for (const [index, pid] of pids.entries()) await both[index]?.whenReplaced('inngest-local', pid);
      };
    }
    const one = part === 'app' ? web : worker;
    const pid = await one.killPart('app');
    return () => one.whenReplaced('app', pid);
  }

  /**
   * The worker is asked to end while a day of each location waits for the till: it ends those days, once, and
   * then itself, with 0; another has taken over.
   */
  private async stopAtWork(web: Started, worker: Started, left: Restaurant | undefined): Promise<void> {
    const { site } = this;
    const restaurant = left ?? (await this.begin(web));
    await this.reaches(restaurant, (await site.daysDone(restaurant)) + 2);
    site.holdTill();
    await until('the days are at work', () => site.till.control.load.inFlight >= 2);
    const atWork = await this.settledDays(restaurant);
    const other = await site.begin('worker');
    const asked = site.till.control.requests.length;
    const stopped = worker.stop();
    await until('the worker takes no more', async () => !(await answers(worker)));
    site.till.control.release();
    const code = await stopped;
    if (code !== 0) this.broken.push(`the worker ended with ${code}`);
    await this.end(restaurant, 'worker stopped at work');
    const again = site.till.control.requests
      .slice(asked)
      .filter(({ path, query }) => atWork.some((one) => isOf(one, path, query)));
    if (again.length > 0) this.broken.push(`days at work were fetched again: ${JSON.stringify(again)}`);
    this.say(`worker stopped with ${atWork.length} days at work: exit ${code}, another took over`);
    await other.whenReady();
  }

  /** The days at work, once no other begins: the till holds both. */
  private async settledDays(restaurant: Restaurant): Promise<DayAtWork[]> {
    let last = '';
    let days: DayAtWork[] = [];
    await until('the days at work stay the same', async () => {
      days = (await this.site.progress(restaurant)).flatMap(({ location, day }) =>
        day === null ? [] : [{ location, day }],
      );
      const load = this.site.till.control.load.inFlight;
      const now = JSON.stringify([days, load]);
      const same = now === last;
      last = now;
      return same;
    });
    return days;
  }

  private async begin(events: Started): Promise<Restaurant> {
    this.restaurants += 1;
    return this.site.seed(events, this.options.days);
  }

  private async end(restaurant: Restaurant, name: string): Promise<void> {
    await this.finished(restaurant);
    this.check(await this.site.brokenPromises(restaurant, this.expected), name);
  }

  private check(promises: readonly string[], name: string): void {
    this.broken.push(...promises.map((promise) => `${name}: ${promise}`));
  }

  private async hasDaysLeft(restaurant: Restaurant): Promise<boolean> {
    const progress = await this.site.progress(restaurant);
    const left = progress.reduce((sum, { done, total }) => sum + total - done, 0);
    return left > 3 * DAYS_BETWEEN;
  }

  private finished(restaurant: Restaurant): Promise<void> {
    return until('the migrations are done', async () => {
      const progress = await this.site.progress(restaurant);
      const wrong = progress.find(({ status }) => status === 'failed' || status === 'cancelled');
      if (wrong) throw new Error(`a migration is ${wrong.status}`);
      return progress.every(({ status }) => status === 'completed');
    });
  }

  private reaches(restaurant: Restaurant, days: number): Promise<void> {
    return until(`${days} days are done`, async () => {
      const progress = await this.site.progress(restaurant);
      const done = progress.reduce((sum, one) => sum + one.done, 0);
      return done >= days || progress.every(({ status }) => status === 'completed');
    });
  }

  /** A day stands whole, as in the undisturbed run, or not at all. */
  private async checkDays(restaurant: Restaurant, part: string): Promise<void> {
    if (part === 'database') return;
    for (const [day, hash] of await this.site.digest(restaurant))
      if (this.expected.days.get(day) !== hash) this.broken.push(`${part} killed: half of ${day}, or wrong`);
  }

  private say(line: string): void {
    console.log(`  ${line}`);
  }
}

interface DayAtWork {
  location: string;
  day: string;
}

const isOf = ({ location, day }: DayAtWork, path: string, query: string) =>
  path.includes(location) && query.includes(day);

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const late = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > late) throw new Error(`waited ${PATIENCE_MS / 1000} s for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const answers = (one: Started) =>
  fetch(`${one.url}/api/health/live`, { signal: AbortSignal.timeout(5000) }).then(
    () => true,
    () => false,
  );

const seconds = (from: number) => ((Date.now() - from) / 1000).toFixed(1);
