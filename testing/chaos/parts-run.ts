import type { Part } from '@/scripts/stack/children';
import { digestOf } from '@/testing/fixtures/ledger-digest';
import type { Role, Started } from '@/testing/processes/started';
import type { Kept, Restaurant, Site } from './parts-site';
import { until as untilIn } from './program';

/** A state that does not come within this will not come. */
const PATIENCE_SECONDS = 180;
/** Days of a restaurant's locations together between two kills. */
const DAYS_BETWEEN = 4;

/** Kills something; gives back how it comes again: by the product itself, or by who runs it. */
type Strike = () => Promise<() => Promise<unknown>>;

/** Two processes of the product: events go to the first, the second is the one that is stopped. */
interface Processes {
  first: Started;
  second: Started;
}

/**
 * Two processes behind PgBouncer, a web process and a worker or two that do everything; each part is killed
 * in the middle of a migration, `times` times, then the second is stopped while days are at work. `run` gives
 * the promises that were broken.
 */
export class PartsRun {
  private readonly broken: string[] = [];
  private expected: Kept = { days: new Map(), rows: {} };
  private restaurants = 0;

  constructor(
    private readonly site: Site,
    private readonly options: { days: number; random: () => number; roles: readonly [Role, Role] },
  ) {}

  async run({ times }: { times: number }): Promise<string[]> {
    const from = Date.now();
    await this.takeReference();
    const [one, other] = this.options.roles;
    const both = { first: await this.site.begin(one), second: await this.site.begin(other) };
    const { inngest } = this.site;
    const jobs = inngest ? `Inngest's own server` : 'the local job server';
    if (times > 1) await this.undisturbed(both, `${one} and ${other} behind PgBouncer, ${jobs}`);
    const left = await this.killEach(both, times);
    await this.stopAtWork(both, left);
    this.say(
      `${this.restaurants} restaurants with ${this.options.days} days of 2 locations, ${seconds(from)} s`,
    );
    if (inngest) this.say(`calls of ${jobs}, by process: ${[...this.site.jobCalls.values()].join(', ')}`);
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

  private async undisturbed(both: Processes, name: string): Promise<void> {
    const from = Date.now();
    const restaurant = await this.begin(both);
    await this.end(restaurant, name);
    this.say(`${name}: same ledger, ${seconds(from)} s`);
  }

  /** Gives back the restaurant whose migrations have days left. */
  private async killEach(both: Processes, times: number): Promise<Restaurant | undefined> {
    let restaurant: Restaurant | undefined;
    for (const [part, strike] of this.order(times, this.parts(both))) {
      restaurant = (await this.unlessNearlyDone(restaurant)) ?? (await this.begin(both));
      const before = await this.site.daysDone(restaurant);
      await this.reaches(restaurant, before + DAYS_BETWEEN);
      await this.kill(part, strike, restaurant);
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
  private order(times: number, parts: Readonly<Record<string, Strike>>): [string, Strike][] {
    const rounds = Array.from({ length: times }, () =>
      Object.entries(parts)
        .map((entry) => ({ entry, at: this.options.random() }))
        .sort((a, b) => a.at - b.at),
    );
    return rounds.flat().map(({ entry }) => entry);
  }

  /** What can be killed, each with SIGKILL. */
  private parts(both: Processes): Record<string, Strike> {
    const { postgres, pooler, inngest } = this.site;
    const [one, other] = this.options.roles;
    const isTwice = one === other;
    return {
      [isTwice ? 'an app' : 'app']: () => this.killPart('app', [both.first]),
      [isTwice ? 'the other app' : 'worker']: () => this.killPart('app', [both.second]),
      // The parent of its parts, too.
      'a whole process': async () => {
        await both.second.kill();
        return async () => {
          both.second = await this.site.beginAgain(both.second);
        };
      },
      'job server': () =>
        inngest
          ? this.killOutside(inngest.server, both)
          : this.killPart('inngest-local', [both.first, both.second]),
      database: () => this.killOutside(postgres, both),
      pooler: () => this.killOutside(pooler, both),
      ...(inngest && { redis: () => this.killOutside(inngest.redis, both) }),
    };
  }

  private async killPart(
    name: 'app' | 'inngest-local',
    of: readonly Started[],
  ): Promise<() => Promise<unknown>> {
    const killed = await Promise.all(
      of.map(async (process) => ({ process, pid: await process.killPart(name) })),
    );
    return () => Promise.all(killed.map(({ process, pid }) => process.whenReplaced(name, pid)));
  }

  private async killOutside(part: Part, both: Processes): Promise<() => Promise<unknown>> {
    await part.kill();
    return async () => {
      await part.start();
      await Promise.all([both.first.whenReady(), both.second.whenReady()]);
    };
  }

  /**
   * Somewhere within a day. While the part comes back the till keeps its answers, so that the migration does
   * not end meanwhile; then a day must get done.
   */
  private async kill(part: string, strike: Strike, restaurant: Restaurant): Promise<void> {
    const { site } = this;
    const back = await strike();
    const from = Date.now();
    site.holdTill();
    await this.checkDays(restaurant, part);
    await back();
    site.till.control.release();
    const there = seconds(from);
    const before = await site.daysDone(restaurant);
    await this.reaches(restaurant, before + 1);
    await site.inngest?.whenAtWork();
    this.say(
      `${part} killed after ${before} days: back in ${there} s, the next day after ${seconds(from)} s`,
    );
  }

  /**
   * The second process is asked to end while a day of each location waits for the till: it ends those days,
   * once, and then itself, with 0; another has taken over.
   */
  private async stopAtWork({ first, second }: Processes, left: Restaurant | undefined): Promise<void> {
    const { site } = this;
    const { role } = second;
    const restaurant = left ?? (await this.begin({ first, second }));
    await this.reaches(restaurant, (await site.daysDone(restaurant)) + 2);
    const atWork = await this.holdDays(restaurant);
    const other = await site.begin(role);
    const asked = site.till.control.requests.length;
    const stopped = second.stop();
    await this.until(`${role} takes no more`, async () => !(await answers(second)));
    site.till.control.release();
    const code = await stopped;
    if (code !== 0) this.broken.push(`${role} ended with ${code}`);
    await this.end(restaurant, `${role} stopped at work`);
    const again = site.till.control.requests
      .slice(asked)
      .filter((request) => atWork.some((day) => isOf(day, request)));
    if (again.length > 0) this.broken.push(`days at work were fetched again: ${JSON.stringify(again)}`);
    this.say(`${role} stopped with ${atWork.length} days at work: exit ${code}, another took over`);
    await other.whenReady();
  }

  /** The days at work, once the till keeps the answer to each location's: no other begins. */
  private async holdDays(restaurant: Restaurant): Promise<DayAtWork[]> {
    const { requests } = this.site.till.control;
    const before = requests.length;
    this.site.holdTill();
    let days: DayAtWork[] = [];
    await this.until('a day of each location waits for the till', async () => {
      const going = (await this.site.progress(restaurant)).filter(({ status }) => status !== 'completed');
      days = going.flatMap(({ location, day }) => (day === null ? [] : [{ location, day }]));
      const held = requests.slice(before);
      return days.length === going.length && days.every((day) => held.some((request) => isOf(day, request)));
    });
    return days;
  }

  private async begin({ first }: Processes): Promise<Restaurant> {
    this.restaurants += 1;
    return this.site.seed(first, this.options.days);
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
    return this.until('the migrations are done', async () => {
      const progress = await this.site.progress(restaurant);
      const wrong = progress.find(({ status }) => status === 'failed' || status === 'cancelled');
      if (wrong) throw new Error(`a migration is ${wrong.status}`);
      return progress.every(({ status }) => status === 'completed');
    });
  }

  private reaches(restaurant: Restaurant, days: number): Promise<void> {
    return this.until(`${days} days are done`, async () => {
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

  private until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    return untilIn(what, PATIENCE_SECONDS, isSo);
  }

  private say(line: string): void {
    console.log(`  ${line}`);
  }
}

interface DayAtWork {
  location: string;
  day: string;
}

const isOf = ({ location, day }: DayAtWork, { path, query }: { path: string; query: string }) =>
  path.includes(location) && query.includes(day);

const answers = (one: Started) =>
  fetch(`${one.url}/api/health/live`, { signal: AbortSignal.timeout(5000) }).then(
    () => true,
    () => false,
  );

const seconds = (from: number) => ((Date.now() - from) / 1000).toFixed(1);
