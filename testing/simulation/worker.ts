import { openDatabase } from '@/db/client';
import { findSecrets } from './find-secrets';
import { prepareSettings, runScenario } from './run-scenario';
import { SECRETS } from './scenario';
import type { FromWorker } from './simulate';

prepareSettings();
const db = openDatabase(process.env.DATABASE_URL ?? '', { max: 6, name: 'bestellfix-simulation' });
const send = (message: FromWorker | 'ready') =>
  new Promise<void>((resolve) => process.send?.(message, undefined, undefined, () => resolve()));

process.on('message', async ({ seed }: { seed: number | null }) => {
  if (seed !== null) return void (await send({ life: await runScenario(seed, db) }));
  await send({ secrets: await findSecrets(db, SECRETS) });
  await db.$client.end({ timeout: 5 });
  process.disconnect();
});
await send('ready');
