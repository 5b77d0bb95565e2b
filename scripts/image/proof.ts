import { chownSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { waitForHttp } from '../stack/wait-for-http';
import { NO_RIGHTS, rightsOf, unwanted, writable } from './checks';
import { Container, type Ended, type Place } from './container';
import type { Surroundings } from './surroundings';

interface Ledger {
  digest: string;
  entries: number;
}

/** Runs web, worker and commands of the image, and says of each promise whether it is kept. */
export class Proof {
  passed = 0;
  failed = 0;
  private readonly running = new Set<Container>();
  private readonly place: Place;
  private readonly user: number;

  constructor(
    place: Place,
    private readonly around: Surroundings,
    private readonly backups: string,
  ) {
    this.user = place.image.user.uid;
    rmSync(backups, { recursive: true, force: true });
    mkdirSync(backups, { recursive: true, mode: 0o700 });
    chownSync(backups, this.user, place.image.user.gid);
    this.place = { ...place, volumes: [`/backups=${backups}`] };
  }

  async run(): Promise<void> {
    const { web, worker, settings, byInitScript } = this.around;
    this.equal('nothing in it that builds, fetches or belongs to development', unwanted(this.place.root), []);
    const places = await writable(this.place);
    this.equal('writes to /tmp and its volumes alone', places, ['/tmp', '/app/.data', '/backups']);
    await this.refusesWithoutDatabase();
    const running = {
      web: this.start({ PORT: web.port }, '--web'),
      worker: this.start({ PORT: worker.port }, '--worker'),
    };
    const how = byInitScript ? 'roles of postgres-init.sql' : 'no psql here, roles of the tests';
    await this.try(`web and worker are ready (${how})`, async () => {
      for (const [name, { url }] of Object.entries({ web, worker }))
        await waitForHttp(`${url}/api/health/ready`, {
          ...{ name, seconds: 120, accept: (status: number) => status === 200 },
          failed: () => ended(running.web) ?? ended(running.worker),
        });
    });
    await this.answers();
    for (const [name, container] of Object.entries(running))
      this.equal(`${name} has no rights`, rightsOf(container), NO_RIGHTS(this.user));
    for (const port of [web.port, worker.port])
      this.equal(`health check on port ${port}`, (await this.healthcheck(port)).code, 0);
    await this.commands(await this.migrate(settings, web.url));
    for (const [name, container] of Object.entries(running)) {
      const { code, seconds, output } = await container.stop();
      this.equal(`${name} ends when asked, after ${seconds.toFixed(1)} s`, code, 0, output);
    }
  }

  killAll(): void {
    for (const container of this.running) container.kill();
  }

  private start(settings: Record<string, string>, ...flags: string[]): Container {
    const { image } = this.place;
    const all = { ...this.around.settings, ...settings };
    const container = Container.start(this.place, all, [...image.command, ...flags]);
    this.running.add(container);
    return container;
  }

  private async refusesWithoutDatabase(): Promise<void> {
    const { output } = await Container.start(this.place, {}).ended;
    this.equal('says that it brings no PostgreSQL', output.includes('brings no PostgreSQL'), true, output);
  }

  private async answers(): Promise<void> {
    const { web, worker } = this.around;
    const status = async (url: string) => (await fetch(url, { redirect: 'manual' })).status;
    const asked = {
      '/api/health/live': [200, 200],
      '/api/health/ready': [200, 200],
      '/sign-in': [200, 404],
      '/api/inngest': [404, 401],
      '/icon.svg': [200, 404],
    };
    for (const [path, expected] of Object.entries(asked))
      this.equal(
        `${path} at web, worker`,
        [await status(web.url + path), await status(worker.url + path)],
        expected,
      );
    const page = await (await fetch(`${web.url}/sign-in`)).text();
    const file = /"(\/_next\/static\/[^"]+\.js)"/.exec(page)?.[1] ?? '/none';
    this.equal('a script of the page', await status(web.url + file), 200);
  }

  private healthcheck(port: string): Promise<Ended> {
    return Container.start(this.place, { PORT: port }, this.place.image.healthcheck).ended;
  }

  /** A restaurant beside the till; its days become entries by jobs, which the worker runs. */
  private async migrate(settings: Record<string, string>, url: string): Promise<Ledger> {
    Object.assign(process.env, settings, { LIGHTSPEED_SIMULATOR: 'true', DATABASE_DIRECT_URL: '' });
    const { seedRestaurant, finishMigrations } = await import('@/lib/demo/seed-demo');
    const { createApiKey } = await import('@/lib/services/people/create-api-key');
    const { closeContainer } = await import('@/lib/runtime/container');
    try {
      const person = { email: 'proof@example.com', password: 'a-proof-of-the-image', name: 'Proof' };
      const { ctx, companyId: company_id } = await seedRestaurant(person, 'Proof');
      const key = await createApiKey(ctx, { company_id, name: 'proof', role: 'viewer' });
      const from = performance.now();
      await finishMigrations(ctx, company_id);
      const seconds = ((performance.now() - from) / 1000).toFixed(0);
      const answer = await fetch(`${url}/api/v1/ledger/digest?company_id=${company_id}`, {
        headers: { authorization: `Bearer ${key.api_key}` },
      });
      const ledger = (await answer.json()) as Ledger & { days: unknown[] };
      this.equal(
        `two migrations in ${seconds} s: ${ledger.days?.length} days, ${ledger.entries} entries, ${ledger.digest?.slice(0, 16)}`,
        [answer.status, ledger.entries > 1000],
        [200, true],
      );
      return ledger;
    } finally {
      await closeContainer();
    }
  }

  private async commands(ledger: Ledger): Promise<void> {
    const person = ['--email', 'owner@example.com', '--company', 'Made by admin'];
    const made = await this.command(['admin', 'create-key', ...person], {
      ADMIN_PASSWORD: 'quite-a-long-one',
    });
    this.equal('admin makes a person and a key', made.output.includes('"api_key"'), true, made.output);
    const audit = await this.command(['admin', 'verify-audit']);
    this.equal('admin walks the audit logs', audit.code, 0, audit.output);
    const backup = await this.command(['backup', '--folder', '/backups', '--keep', '2']);
    this.equal('backup', backup.code, 0, backup.output);
    const file = path.join(
      '/backups',
      readdirSync(this.backups).find((name) => name.endsWith('.backup')) ?? 'none',
    );
    const proved = await this.command(['restore', '--file', file, '--verify']);
    const answer = /^\{.*\}$/m.exec(proved.output)?.[0] ?? '{}';
    const { equal, ledgers = {} } = JSON.parse(answer) as {
      equal?: boolean;
      ledgers?: Record<string, Ledger>;
    };
    const known = Object.values(ledgers).some(({ digest }) => digest === ledger.digest);
    this.equal('restore --verify finds the same ledger', [equal, known], [true, true], proved.output);
  }

  private command([name, ...args]: string[], more: Record<string, string> = {}): Promise<Ended> {
    const settings = { ...this.around.settings, ...more };
    return Container.start(this.place, settings, ['node', `scripts/${name}.mjs`, ...args]).ended;
  }

  private async try(name: string, work: () => Promise<void>): Promise<void> {
    const from = performance.now();
    const error = await work().then(
      () => null,
      (thrown: unknown) => String(thrown),
    );
    this.equal(`${name}, after ${((performance.now() - from) / 1000).toFixed(1)} s`, error, null);
  }

  private equal(name: string, found: unknown, expected: unknown, output = ''): void {
    const isKept = JSON.stringify(found) === JSON.stringify(expected);
    if (isKept) this.passed++;
    else this.failed++;
    console.log(`${isKept ? 'proved' : 'FAILED'}  ${name}`);
    if (!isKept)
      console.log(`        ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}\n${output}`);
  }
}

/** Why a container is no longer there; undefined while it is. */
function ended(container: Container): string | undefined {
  return container.isOver ? `it ended: ${container.output.slice(-3000)}` : undefined;
}
