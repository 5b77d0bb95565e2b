import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { connect } from '@/db/connect';
import { startInngestLocal } from '@/inngest/local/start-inngest-local';
import { startSimulator } from '@/lib/lightspeed/simulator/start-simulator';
import { freePort } from '../stack/free-port';
import { FriendlyError } from '../stack/friendly-error';
import { startPostgres } from '../stack/postgres/server';

export interface Surroundings {
  /** Of every process of the image, as hosting/compose.yaml gives them. */
  settings: Record<string, string>;
  web: { url: string; port: string };
  worker: { url: string; port: string };
  /** Whether the database was made by hosting/postgres-init.sql. */
  byInitScript: boolean;
  stop: () => Promise<void>;
}

/** What compose runs beside the image: PostgreSQL, a job server; and a till that answers. */
export async function startSurroundings(folder: string): Promise<Surroundings> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one().catch(console.error);
  };
  try {
    const postgres = await startPostgres({ dataDir: path.join(folder, 'postgres'), persistent: false });
    stops.push(() => postgres.stop());
    const made = await initDatabase(postgres.url);
    const { owner, app } = made ?? { owner: postgres.url, app: postgres.appUrl };
    const [web, worker] = [await address(), await address()];
    const keys = { event: randomBytes(24).toString('hex'), signing: randomBytes(32).toString('hex') };
    const appUrls = [`${worker.url}/api/inngest`];
    const jobs = await startInngestLocal({ databaseUrl: owner, port: 0, keys, appUrls });
    stops.push(() => jobs.stop());
    const till = await startSimulator({ redirectUris: [`${web.url}/api/lightspeed/callback`] });
    stops.push(() => till.stop());
    const settings = {
      DATABASE_URL: app,
      DATABASE_DIRECT_URL: owner,
      APP_URL: web.url,
      NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
      TOKEN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      INNGEST_BASE_URL: jobs.url,
      INNGEST_EVENT_KEY: keys.event,
      INNGEST_SIGNING_KEY: keys.signing,
      INNGEST_SERVE_ORIGIN: worker.url,
      LIGHTSPEED_API_URL: till.apiUrl,
      LIGHTSPEED_AUTHORIZE_URL: till.authorizeUrl,
      LIGHTSPEED_TOKEN_URL: till.tokenUrl,
      LIGHTSPEED_CLIENT_ID: till.clientId,
      LIGHTSPEED_CLIENT_SECRET: till.clientSecret,
      SHUTDOWN_GRACE_SECONDS: '30',
    };
    return { settings, web, worker, byInitScript: made !== undefined, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs compose's own script, where this machine has psql; the addresses of owner and app. */
async function initDatabase(url: string): Promise<{ owner: string; app: string } | undefined> {
  if (spawnSync('psql', ['--version']).error) return undefined;
  const [host, owner, app, inngest] = Array.from({ length: 4 }, () => randomBytes(24).toString('hex'));
  const as = (username: string, password = '', database = 'bestellfix') =>
    Object.assign(new URL(url), { username, password, pathname: `/${database}` }).href;
  // The server's own owner, database and app's role have these names; in compose there are none yet.
  await run(as('bestellfix', new URL(url).password, 'postgres'), [
    `create role host superuser login password '${host}'`,
  ]);
  await run(as('host', host, 'postgres'), [
    'alter database bestellfix rename to unused',
    'alter role bestellfix rename to unused',
    'alter role bestellfix_app rename to unused_app',
  ]);
  const args = ['--no-psqlrc', '-v', 'ON_ERROR_STOP=1', '-f', 'hosting/postgres-init.sql'];
  const { status, stderr } = spawnSync('psql', [...args, as('host', host, 'postgres')], {
    env: {
      ...process.env,
      DATABASE_OWNER_PASSWORD: owner,
      DATABASE_APP_PASSWORD: app,
      INNGEST_DATABASE_PASSWORD: inngest,
    },
    encoding: 'utf8',
  });
  if (status !== 0) throw new FriendlyError(`hosting/postgres-init.sql: ${stderr}`);
  await run(as('inngest', inngest, 'inngest'), ['create table t (a int)', 'drop table t']);
  return { owner: as('bestellfix', owner), app: as('bestellfix_app', app) };
}

async function run(url: string, statements: string[]): Promise<void> {
  const sql = connect(url, { max: 1 });
  try {
    for (const one of statements) await sql.unsafe(one);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function address(): Promise<{ url: string; port: string }> {
  const port = await freePort();
  return { url: `http://localhost:${port}`, port: String(port) };
}
