import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sql } from 'postgres';
import { connect } from '@/db/connect';
import { migrateDatabase } from '@/db/migrate';
import { type Simulator, startSimulator } from '@/lib/lightspeed/simulator/start-simulator';
import { freePort } from '@/scripts/stack/free-port';
import { FriendlyError } from '@/scripts/stack/friendly-error';
import { type RunningPostgres, startPostgres } from '@/scripts/stack/postgres/server';
import type { Secrets } from '@/scripts/stack/secrets';
import { clockSettings } from '@/scripts/stack/set-clock';
import { findPgbouncer, type Pgbouncer, startPgbouncer } from '@/testing/database/pgbouncer';
import { ledgerDigest } from '@/testing/fixtures/ledger-digest';
import { makeOwnFolder } from '@/testing/processes/own-folder';
import { type Role, Started } from '@/testing/processes/started';
import { type InngestServer, startInngest } from './inngest-server';
import { type OneName, startOneName } from './one-name';

const RETRY_SECONDS = 60;

export interface Restaurant {
  companyId: string;
  locationIds: string[];
  /** Of a viewer. */
  apiKey: string;
}

/** Ledger digests by location and day, and how many rows there are of what. */
export interface Kept {
  days: ReadonlyMap<string, string>;
  rows: Record<string, number>;
}

export interface Progress {
  /** Lightspeed's number of the location. */
  location: string;
  status: string;
  day: string | null;
  done: number;
  total: number;
}

/** Inngest's own server, and the name at which it reaches the processes with jobs. */
interface Outside {
  inngest: InngestServer;
  name: OneName;
}

/**
 * What a host has: PostgreSQL, PgBouncer in transaction mode before it, a folder with the product, the till,
 * and perhaps Inngest's own server. Processes of the product are begun in it as a host begins them.
 */
export class Site {
  private readonly processes: Started[] = [];
  private outside: Outside | undefined;
  /** Of the processes that Inngest's own server calls. */
  private readonly jobPorts = new Set<number>();
  private made = 0;

  private constructor(
    readonly folder: ReturnType<typeof makeOwnFolder>,
    readonly till: Simulator,
    readonly postgres: RunningPostgres,
    readonly pooler: Pgbouncer,
    readonly sql: Sql,
    readonly settings: Record<string, string | undefined>,
  ) {}

  /** `inngest`: the binary of Inngest's own server; else each process has the local one. */
  static async open({ inngest }: { inngest?: string | undefined } = {}): Promise<Site> {
    const binary = findPgbouncer(console.log);
    if (!binary) throw new FriendlyError('PgBouncer is missing. On Debian: apt-get install pgbouncer');
    const folder = makeOwnFolder();
    const till = await startSimulator();
    const postgres = await startPostgres({ dataDir: path.join(folder.folder, 'outside'), persistent: true });
    await migrateDatabase(postgres.url, { appUrl: postgres.appUrl });
    const pooler = await startPgbouncer(binary, postgres.url, { users: [postgres.appUrl] });
    const { PATH, HOME, TMPDIR, NODE_OPTIONS } = process.env;
    const settings = {
      ...{ PATH, HOME, TMPDIR, NODE_OPTIONS, LOG_LEVEL: 'warn' },
      ...clockSettings(),
      NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
      TOKEN_ENCRYPTION_KEYS: `site:${randomBytes(32).toString('base64')}`,
      DATABASE_DIRECT_URL: postgres.url,
      LIGHTSPEED_API_URL: till.apiUrl,
      LIGHTSPEED_AUTHORIZE_URL: till.authorizeUrl,
      LIGHTSPEED_TOKEN_URL: till.tokenUrl,
      LIGHTSPEED_CLIENT_ID: till.clientId,
      LIGHTSPEED_CLIENT_SECRET: till.clientSecret,
    };
    const sql = connect(postgres.url, { max: 2 });
    const site = new Site(folder, till, postgres, pooler, sql, settings);
    try {
      if (inngest !== undefined) await site.openInngest(inngest);
    } catch (error) {
      await site.close({ keep: true });
      throw error;
    }
    return site;
  }

  private async openInngest(binary: string): Promise<void> {
    const { folder } = this.folder;
    const inngest = await startInngest(binary, { databaseUrl: this.postgres.url, folder });
    this.outside = { inngest, name: await startOneName(() => [...this.jobPorts]) };
  }

  get inngest(): InngestServer | undefined {
    return this.outside?.inngest;
  }

  /** Calls that each process took of Inngest's own server, by port. */
  get jobCalls(): ReadonlyMap<number, number> {
    return this.outside?.name.calls ?? new Map();
  }

  /**
   * A process of the product. `direct`: nothing between it and the database, and a job server of its own,
   * whatever the others have.
   */
  async begin(
    role: Role,
    { direct = false, port }: { direct?: boolean; port?: number } = {},
  ): Promise<Started> {
    const own = port ?? (await freePort());
    if (!direct && role !== 'web') this.jobPorts.add(own);
    const url = direct ? this.postgres.appUrl : this.pooler.through(this.postgres.appUrl);
    const settings = { ...this.settings, ...(direct ? {} : this.jobSettings), DATABASE_URL: url };
    const started = await Started.begin(this.folder.folder, role, settings, own);
    this.processes.push(started);
    return started;
  }

  private get jobSettings(): Record<string, string> {
    if (!this.outside) return {};
    const { inngest, name } = this.outside;
    return { ...inngest.keys, INNGEST_BASE_URL: inngest.url, INNGEST_SERVE_ORIGIN: name.origin };
  }

  /** Begins one again that was killed, as whoever runs it does. */
  async beginAgain(killed: Started): Promise<Started> {
    this.processes.splice(this.processes.indexOf(killed), 1);
    return this.begin(killed.role, { port: killed.port });
  }

  /**
   * A restaurant like the demo's whose locations migrate `days` days each. The till keeps its answers back
   * until all is set.
   */
  async seed(events: Started, days: number): Promise<Restaurant> {
    await this.actAsProduct(events);
    const { seedRestaurant } = await import('@/lib/demo/seed-demo');
    const { createApiKey } = await import('@/lib/services/people/create-api-key');
    this.made += 1;
    const email = `parts-${this.made}@bestellfix.example`;
    const person = { email, password: `parts-${this.made}-password`, name: 'Parts' };
    this.holdTill();
    const { ctx, companyId, locationIds } = await seedRestaurant(person, `Parts ${this.made}`);
    const key = await createApiKey(ctx, { company_id: companyId, name: 'parts', role: 'viewer' });
    await this.sql`update migrations set days_total = ${days} where company_id = ${companyId}`;
    this.till.control.release();
    return { companyId, locationIds, apiKey: key.api_key };
  }

  holdTill(): void {
    this.till.control.hold(/\/sales/);
  }

  /** The services of this process act as the product's do. */
  private async actAsProduct(events: Started): Promise<void> {
    const file = path.join(this.folder.folder, '.data', 'secrets.json');
    const secrets = JSON.parse(readFileSync(file, 'utf8')) as Secrets;
    Object.assign(process.env, this.settings, {
      DATABASE_URL: this.postgres.appUrl,
      LIGHTSPEED_SIMULATOR: 'true',
      NODE_ENV: 'production',
      APP_URL: events.url,
      INNGEST_BASE_URL: events.jobServerUrl,
      INNGEST_EVENT_KEY: events.settings.INNGEST_EVENT_KEY ?? secrets.INNGEST_EVENT_KEY,
      INNGEST_SIGNING_KEY: events.settings.INNGEST_SIGNING_KEY ?? secrets.INNGEST_SIGNING_KEY,
    });
    // The SDK reads them once.
    const { inngest } = await import('@/lib/jobs/client');
    inngest.setEnvVars(process.env);
  }

  progress({ companyId }: Restaurant): Promise<Progress[]> {
    return this.retried(
      () => this.sql<Progress[]>`
        select l.lightspeed_id as location, m.status, m.current_day::text as day, m.days_total as total,
               (select count(*)::int from migration_days d where d.migration_id = m.id) as done
        from migrations m join lightspeed_locations l on l.id = m.location_id
        where m.company_id = ${companyId} order by 1`,
    );
  }

  async daysDone(restaurant: Restaurant): Promise<number> {
    return (await this.progress(restaurant)).reduce((sum, { done }) => sum + done, 0);
  }

  digest({ companyId }: Restaurant): Promise<Map<string, string>> {
    return this.retried(() => ledgerDigest(this.sql, companyId));
  }

  /** What a restaurant's days left, to be compared with another's. */
  async kept(restaurant: Restaurant): Promise<Kept> {
    const { companyId } = restaurant;
    const rows = await this.sql<{ what: string; rows: number }[]>`
      select 'answers' as what, count(*)::int as rows from sales_snapshots where company_id = ${companyId}
      union all select 'sale lines', count(*)::int from sale_lines where company_id = ${companyId}
      union all select 'entries', count(*)::int from ledger_entries where company_id = ${companyId} and source = 'pos'`;
    return {
      days: await this.digest(restaurant),
      rows: Object.fromEntries(rows.map((row) => [row.what, row.rows])),
    };
  }

  /** Promises of a finished restaurant that are not kept: each day done, each thing there once. */
  async brokenPromises(restaurant: Restaurant, expected: Kept): Promise<string[]> {
    const broken: string[] = [];
    for (const { status, done, total } of await this.progress(restaurant)) {
      if (status !== 'completed') broken.push(`a migration is ${status}`);
      if (done !== total) broken.push(`${done} of ${total} days are done`);
    }
    const { days, rows } = await this.kept(restaurant);
    for (const day of new Set([...days.keys(), ...expected.days.keys()]))
      if (days.get(day) !== expected.days.get(day)) broken.push(`the ledger of ${day} differs`);
    for (const [what, count] of Object.entries(expected.rows))
      if (rows[what] !== count) broken.push(`${rows[what]} ${what} instead of ${count}`);
    const [progress] = await this.sql<{ told: number }[]>`
      select coalesce(sum(entries_written), 0)::int as told from migration_days where company_id = ${restaurant.companyId}`;
    if (progress?.told !== rows.entries)
      broken.push(`progress tells of ${progress?.told} entries of ${rows.entries}`);
    return broken;
  }

  /** This process's own questions wait until the database is there again. */
  private async retried<T>(work: () => PromiseLike<T>): Promise<T> {
    const until = Date.now() + RETRY_SECONDS * 1000;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  async close({ keep }: { keep: boolean }): Promise<void> {
    this.till.control.release();
    await Promise.all(this.processes.map((one) => one.stop()));
    const { closeContainer } = await import('@/lib/runtime/container');
    await closeContainer();
    await this.sql.end({ timeout: 1 });
    await this.outside?.name.stop();
    await this.outside?.inngest.stop();
    await this.pooler.stop();
    await this.postgres.stop();
    await this.till.stop();
    if (!keep) this.folder.remove();
  }
}
