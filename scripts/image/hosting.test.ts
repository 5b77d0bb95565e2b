import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { graceSeconds } from '../stack/keeper';
import { readImage, readStages } from './dockerfile';
import { COMMANDS } from './runtime-folder';

interface Service {
  image: string;
  build?: string;
  user?: string;
  command?: string[];
  environment?: Record<string, string | null>;
  ports?: string[];
  networks: string[];
  tmpfs?: string[];
  volumes?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  restart?: string;
  stop_grace_period?: string;
  healthcheck?: { test: string[] };
  depends_on?: string[] | Record<string, unknown>;
}

const text = readFileSync('hosting/compose.yaml', 'utf8');
const compose = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);
const ours = services.filter(([, { build }]) => build !== undefined);
const caddyfile = readFileSync('hosting/Caddyfile', 'utf8');
const image = readImage();

/** Names in a file of settings, also those that are switched off. */
const namesIn = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name);

const isRoute = (address: string) => existsSync(`app${address}/route.ts`);

describe('the image', () => {
  it('runs as a user of its own, with nothing installed and nothing of the build but two copies', () => {
    expect(image.user.uid).toBeGreaterThanOrEqual(10_000);
    expect(image.from).toMatch(/^debian:\w+-slim$/);
    const runs = image.steps.flatMap((step) => ('run' in step ? [step.run] : []));
    expect(runs.join(' ')).not.toMatch(/apt|npm|curl|wget/);
    expect(image.steps.filter((step) => 'copy' in step)).toHaveLength(2);
    expect(image.volumes).toEqual(['/app/.data']);
  });

  it('is built by the lock file and by the script that people run', () => {
    const [build = []] = readStages();
    expect(build.filter(({ name }) => name === 'RUN').map((one) => one.text)).toEqual([
      'npm ci',
      'npm run build:image',
    ]);
  });

  it('is asked for its health at an address there is', () => {
    const [, address = ''] = /\$\{process\.env\.PORT\}(\/[\w/]+)/.exec(image.healthcheck.join(' ')) ?? [];
    expect([address, isRoute(address)]).toEqual(['/api/health/live', true]);
    expect(image.env.PORT).toBe('3000');
  });

  it('gets nothing of a machine’s settings, history and data', () => {
    const lines = readFileSync('.dockerignore', 'utf8').split('\n');
    const first = lines.find((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    expect(lines).toContain('**/.env*');
    for (const line of lines.filter((one) => one.startsWith('!')))
      expect(['hosting', '.git', '.data', '.next', 'node_modules']).not.toContain(line.slice(1));
  });
});

describe('the services', () => {
  it.each(services)(
    '%s: no rights, nothing to write in but what it names, back after an end',
    (_, service) => {
      expect(service.read_only).toBe(true);
      expect(service.cap_drop).toEqual(['ALL']);
      expect(service.security_opt).toEqual(['no-new-privileges:true']);
      expect(service.restart).toBe('unless-stopped');
      expect(service.stop_grace_period).toMatch(/^\d+s$/);
      expect(service.networks.filter((name) => !(name in compose.networks))).toEqual([]);
      for (const volume of service.volumes ?? []) {
        const source = volume.replace(/^\$\{\w+:-(\w+)\}/, '$1').split(':')[0] ?? '';
        expect(source.startsWith('./') ? existsSync(`hosting/${source}`) : source in compose.volumes).toBe(
          true,
        );
      }
      // Ours are told by the image; the proxy is root with one right, for its ports.
      if (!service.build && !service.cap_add) expect(service.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
      if (!service.build) expect(service.healthcheck?.test[0]).toBe('CMD');
    },
  );

  it('are reached from outside by 80 and 443 of the proxy alone', () => {
    expect(services.flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]))).toEqual([
      ['proxy', '80:80'],
      ['proxy', '443:443'],
      ['proxy', '443:443/udp'],
    ]);
    const inOutside = services
      .filter(([, { networks }]) => networks.includes('outside'))
      .map(([name]) => name);
    expect(inOutside).toEqual(['proxy', 'web-a', 'web-b', 'worker']);
    const { outside, ...rest } = compose.networks;
    expect(Object.values(rest).every((network) => network.internal)).toBe(true);
    expect(compose.services.redis?.networks).toEqual(['jobs']);
  });

  it('are PostgreSQL 18, Inngest, Redis, a proxy and ours, with a version', () => {
    const images = services.filter(([, { build }]) => !build).map(([, one]) => one.image);
    expect(images.map((name) => name.split(':')[0]).sort()).toEqual([
      'caddy',
      'inngest/inngest',
      'postgres',
      'redis',
    ]);
    expect(images.filter((name) => !/:v?\d/.test(name))).toEqual([]);
    expect(compose.services.postgres?.image).toMatch(/^postgres:18/);
    expect(ours.map(([name]) => name)).toEqual(['web-a', 'web-b', 'worker', 'backup']);
  });

  it('of ours run commands of the image, in roles there are, and end after what they are at', () => {
    for (const [, { command = [], environment = {}, stop_grace_period, tmpfs = [] }] of ours) {
      expect(COMMANDS.map((name) => `scripts/${name}.mjs`)).toContain(command[1]);
      for (const folder of ['/tmp', ...image.volumes])
        expect(tmpfs.some((one) => one.startsWith(`${folder}:`))).toBe(true);
      const { uid, gid } = image.user;
      expect(tmpfs.join(' ')).toContain(`uid=${uid},gid=${gid}`);
      if (command[1] !== 'scripts/start.mjs') continue;
      const grace = Number(environment.SHUTDOWN_GRACE_SECONDS ?? graceSeconds());
      expect(Number.parseInt(stop_grace_period ?? '', 10)).toBeGreaterThanOrEqual(grace + 10);
    }
    const roles = ours.map(([, { command = [] }]) => command[2]);
    expect(roles.slice(0, 3)).toEqual(['--web', '--web', '--worker']);
  });

  it('of ours connect as the app, and migrate as the owner, as postgres-init.sql makes them', () => {
    const sql = readFileSync('hosting/postgres-init.sql', 'utf8');
    const roleOf = (value: string | null | undefined) =>
      /^postgres:\/\/(\w+):\$\{(\w+)/.exec(value ?? '')?.slice(1);
    for (const [, { environment = {} }] of ours) {
      expect(roleOf(environment.DATABASE_URL)).toEqual(['bestellfix_app', 'DATABASE_APP_PASSWORD']);
      expect(roleOf(environment.DATABASE_DIRECT_URL)).toEqual(['bestellfix', 'DATABASE_OWNER_PASSWORD']);
    }
    for (const role of ['bestellfix', 'bestellfix_app', 'inngest'])
      expect(sql).toContain(`create role ${role} `);
    const read = [...sql.matchAll(/\\getenv \w+ (\w+)/g)].map(([, name]) => name);
    const given = compose.services.postgres?.environment ?? {};
    expect(read.filter((name) => !name || !(name in given))).toEqual([]);
  });

  it('are told where the others are', () => {
    const { 'web-a': web, worker } = compose.services;
    for (const one of [web, worker]) {
      expect(one?.environment?.INNGEST_BASE_URL).toBe('http://inngest:8288');
      expect(one?.environment?.INNGEST_SERVE_ORIGIN).toBe(`http://worker:${image.env.PORT}`);
      expect(one?.environment?.TRUSTED_PROXY_HOPS).toBe('1');
    }
    const upstreams = [...caddyfile.matchAll(/(web-\w+):(\d+)/g)].map(([, name, port]) => [name, port]);
    expect(upstreams).toEqual([
      ['web-a', image.env.PORT],
      ['web-b', image.env.PORT],
    ]);
    const [, health = ''] = /health_uri (\S+)/.exec(caddyfile) ?? [];
    expect([health, isRoute(health)]).toEqual(['/api/health/ready', true]);
    expect(caddyfile).toContain('/metrics /metrics/* /api/inngest /api/inngest/*');
  });
});

describe('the settings', () => {
  const documented = namesIn('hosting/.env.example');
  const asked = [...text.matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name);
  const passed = [
    ...new Set(
      ours.flatMap(([, { environment = {} }]) =>
        Object.keys(environment).filter((k) => environment[k] === null),
      ),
    ),
  ];

  it('that compose asks for are all in hosting/.env.example, and no others', () => {
    expect([...new Set([...asked, ...passed])].sort()).toEqual([...documented].sort());
  });

  it('of the product are all passed on, or have no place in a container', () => {
    const NOT_HERE = [
      // Compose decides.
      ...['DATABASE_PREPARE', 'PORT', 'HOST', 'ALLOW_HTTP', 'PROCESS_ROLE'],
      // Development and tests.
      ...['INNGEST_DEV', 'WEBHOOK_LOOPBACK', 'TEST_DATABASE_URL', 'PLAYWRIGHT_CHROMIUM'],
    ];
    const product = namesIn('.env.example').filter((name) => !NOT_HERE.includes(name));
    const given = Object.keys(compose.services.worker?.environment ?? {});
    expect(given.filter((name) => name !== 'NODE_OPTIONS').sort()).toEqual(product.sort());
  });

  it('that must be there are asked for, each with what to do', () => {
    const needed = documented.filter((name) =>
      new RegExp(`^${name}=$`, 'm').test(readFileSync('hosting/.env.example', 'utf8')),
    );
    const refused = needed.filter((name) => !name.startsWith('LIGHTSPEED_'));
    for (const name of refused) expect(text).toContain(`\${${name}:?`);
  });
});
