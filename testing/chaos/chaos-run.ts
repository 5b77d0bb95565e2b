import type { Sql } from 'postgres';
import postgres from 'postgres';
import type { Migration } from '@/lib/contracts/transfers';
import type { Part } from '@/scripts/stack/children';
import type { Stack } from '@/scripts/stack/stack';
import { digestOf, ledgerDigest } from '@/testing/fixtures/ledger-digest';

const TARGETS = [
  ['app', 40],
  ['inngest-local', 25],
  ['postgres', 20],
  ['all', 12],
  // All of them, and the job server has lost everything it knew.
  ['amnesia', 3],
] as const;
type Target = (typeof TARGETS)[number][0];

/** Within this after a start a migration has a worker again. */
const RESUME_SECONDS = 60;
const FINISH_SECONDS = 180;
const POLL_MS = 100;

interface Restaurant {
  companyId: string;
  locationIds: string[];
  apiKey: string;
}

/** Restaurants under kill -9, one after another; `run` gives the promises that were broken. */
export class Chaos {
  private readonly sql: Sql;
  private readonly failures: string[] = [];
  private readonly killed = new Map<Target, number>();
  private made = 0;
  private polls = 0;
  private readonly answers = new Map<number, number>();
  private longestPause = 0;
  private reference: { toDay: string; days: Map<string, string> } = { toDay: '', days: new Map() };

  constructor(
    private readonly stack: Stack,
    private readonly died: string[],
    private readonly random: () => number,
  ) {
    this.sql = postgres(stack.ownerUrl, { max: 2, onnotice: () => {}, backoff: () => 0.2 });
  }

  async run(kills: number): Promise<string[]> {
    const from = Date.now();
    let left = kills;
    let equal = 0;
    let rounds = 0;
    try {
      while (left > 0 && this.failures.length === 0) {
        const restaurant = await this.seed();
        if (this.reference.toDay !== (await this.toDay(restaurant))) {
          await this.takeReference(restaurant);
          continue;
        }
        rounds += 1;
        left -= await this.disturb(restaurant, left);
        const days = await ledgerDigest(this.sql, restaurant.companyId);
        if (digestOf(days) === digestOf(this.reference.days)) equal += 1;
        else this.broken(`round ${rounds}: the ledger differs from that of the undisturbed run`);
        console.log(`  round ${rounds}: ${kills - left} kills so far, ledger ${digestOf(days).slice(0, 16)}`);
      }
    } finally {
      await this.sql.end({ timeout: 1 });
      const { closeContainer } = await import('@/lib/runtime/container');
      await closeContainer();
    }
    for (const message of this.died) this.broken(message);
    const byTarget = [...this.killed].map(([target, count]) => `${target} ${count}`).join(', ');
    const byStatus = [...this.answers].sort().map(([status, count]) => `${status}: ${count}`);
    console.log(`
${kills - left} kills (${byTarget}) in ${rounds} rounds of two 90-day migrations, ${seconds(Date.now() - from)} s
${equal} of ${rounds} ledgers equal the undisturbed run's (${this.reference.days.size} days, ${digestOf(this.reference.days).slice(0, 16)})
longest time from a start to the next finished day: ${seconds(this.longestPause)} s (at most ${RESUME_SECONDS})
progress polled ${this.polls} times (${byStatus.join(', ') || 'no answers'}; 0 = not reachable)
${this.failures.length} promises broken`);
    return this.failures;
  }

  private broken(failure: string): void {
    if (!this.failures.includes(failure)) this.failures.push(failure);
  }

  private async seed(): Promise<Restaurant> {
    const { seedRestaurant } = await import('@/lib/demo/seed-demo');
    const { createApiKey } = await import('@/lib/services/people/create-api-key');
    this.made += 1;
    const email = `chaos-${this.made}@bestellfix.example`;
    const person = { email, password: `chaos-${this.made}-password`, name: 'Chaos' };
    const { ctx, companyId, locationIds } = await seedRestaurant(person, `Chaos ${this.made}`);
    const key = await createApiKey(ctx, { company_id: companyId, name: 'chaos', role: 'viewer' });
    return { companyId, locationIds, apiKey: key.api_key };
  }

  private async toDay({ companyId }: Restaurant): Promise<string> {
    const rows = await this.sql<{ day: string }[]>`
      select string_agg(to_day::text, ' ' order by location_id) as day from migrations where company_id = ${companyId}`;
    return rows[0]?.day ?? '';
  }

  /** The undisturbed run; taken again when a business day ended meanwhile. */
  private async takeReference(restaurant: Restaurant): Promise<void> {
    const from = Date.now();
    await this.finished(restaurant);
    const days = await ledgerDigest(this.sql, restaurant.companyId);
    this.reference = { toDay: await this.toDay(restaurant), days };
    console.log(`  undisturbed: ${seconds(Date.now() - from)} s, ledger ${digestOf(days).slice(0, 16)}`);
  }

  /** Kills until the migrations are done or `most` is reached, then waits for their end. Returns how many. */
  private async disturb(restaurant: Restaurant, most: number): Promise<number> {
    const watch = this.watch(restaurant);
    let done = 0;
    try {
      while (done < most && !(await this.isFinished(restaurant)) && this.failures.length === 0) {
        await pause(100 + this.random() * 2000);
        const target = this.pick();
        await this.kill(target);
        done += 1;
        const startedAt = Date.now();
        const before = await this.daysDone(restaurant);
        await this.checkDays(restaurant);
        // Usually the next kill comes whether or not work went on; where it must be found anew, that is
        // waited for.
        const patience = target === 'amnesia' || this.random() < 0.15 ? RESUME_SECONDS * 1000 : 0;
        while (Date.now() - startedAt < patience) {
          if ((await this.daysDone(restaurant)) > before || (await this.isFinished(restaurant))) break;
          await pause(50);
        }
        if (patience > 0) this.longestPause = Math.max(this.longestPause, Date.now() - startedAt);
        if (patience > 0 && Date.now() - startedAt >= patience)
          this.broken(`after killing ${target}, no day was finished within ${RESUME_SECONDS} s of the start`);
      }
      await this.finished(restaurant);
    } finally {
      await watch.stop();
    }
    return done;
  }

  private pick(): Target {
    let at = this.random() * TARGETS.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [target, weight] of TARGETS) {
      at -= weight;
      if (at < 0) return target;
    }
    return 'app';
  }

  private async kill(target: Target): Promise<void> {
    const { parts } = this.stack;
    const names = ['postgres', 'inngest-local', 'app'] as const;
    const chosen: Part[] = names
      .filter((name) => target === name || target === 'all' || target === 'amnesia')
      .flatMap((name) => parts[name] ?? []);
    this.killed.set(target, (this.killed.get(target) ?? 0) + 1);
    await Promise.all(chosen.map((part) => part.kill()));
    await pause(this.random() * 500);
    for (const part of chosen) {
      await part.start();
      if (target === 'amnesia' && part === parts.postgres)
        await this.retried(() => this.sql`drop schema if exists inngest_local cascade`);
    }
  }

  /** A day stands whole, exactly as in the undisturbed run, or not at all. */
  private async checkDays({ companyId }: Restaurant): Promise<void> {
    for (const [day, hash] of await this.retried(() => ledgerDigest(this.sql, companyId))) {
      if (this.reference.days.get(day) !== hash) this.broken(`half-written or wrong: ${day}`);
    }
  }

  private async isFinished({ companyId }: Restaurant): Promise<boolean> {
    const rows = await this.retried(
      () => this.sql<{ status: string }[]>`select status from migrations where company_id = ${companyId}`,
    );
    const wrong = rows.find(({ status }) => !['pending', 'running', 'completed'].includes(status));
    if (wrong) this.broken(`a migration ended ${wrong.status}`);
    return rows.every(({ status }) => status === 'completed');
  }

  private async daysDone({ companyId }: Restaurant): Promise<number> {
    const rows = await this.retried(
      () => this.sql<{ n: number }[]>`
        select count(*)::int as n from migration_days where company_id = ${companyId}`,
    );
    return rows[0]?.n ?? 0;
  }

  private async finished(restaurant: Restaurant): Promise<void> {
    const until = Date.now() + FINISH_SECONDS * 1000;
    while (!(await this.isFinished(restaurant))) {
      if (this.failures.length > 0) return;
      if (Date.now() > until)
        return this.broken(`a migration was not done ${FINISH_SECONDS} s after the last kill`);
      await pause(100);
    }
    const rows = await this.sql<{ told: number; written: number }[]>`
      select (select sum(entries_written)::int from migration_days where company_id = ${restaurant.companyId}) as told,
             (select count(*)::int from ledger_entries where company_id = ${restaurant.companyId} and source = 'pos') as written`;
    const { told, written } = rows[0] ?? { told: 0, written: 0 };
    if (told !== written) this.broken(`progress tells of ${told} entries, the ledger has ${written}`);
  }

  /** Follows the progress as the page does: what it says may stand still, never go back. */
  private watch({ locationIds, apiKey }: Restaurant): { stop: () => Promise<void> } {
    let stopped = false;
    const order = ['pending', 'running', 'completed'];
    const follow = async (id: string) => {
      let last: Migration | undefined;
      while (!stopped) {
        const url = `${this.stack.appUrl}/api/v1/locations/${id}/migration`;
        const answer = await fetch(url, {
          headers: { authorization: `Bearer ${apiKey}` },
          signal: AbortSignal.timeout(10_000),
        }).catch(() => undefined);
        const status = answer?.status ?? 0;
        this.polls += 1;
        this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
        // Being away is allowed, and being refused with its code; an answer nobody foresaw is not.
        if (![0, 200, 503].includes(status)) this.broken(`the progress route answered ${status}`);
        const now = status === 200 ? ((await answer?.json().catch(() => undefined)) as Migration) : undefined;
        if (now && last) {
          const wentBack =
            now.id !== last.id ||
            now.days_done < last.days_done ||
            now.entries_written < last.entries_written ||
            order.indexOf(now.status) < order.indexOf(last.status);
          if (wentBack) this.broken(`progress went back: ${JSON.stringify([last, now])}`);
        }
        last = now ?? last;
        await pause(POLL_MS);
      }
    };
    const followers = locationIds.map(follow);
    return {
      stop: async () => {
        stopped = true;
        await Promise.all(followers);
      },
    };
  }

  /** The chaos's own questions wait until the database is there again. */
  private async retried<T>(work: () => PromiseLike<T>): Promise<T> {
    const until = Date.now() + 60_000;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (Date.now() > until) throw error;
        await pause(100);
      }
    }
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1);
