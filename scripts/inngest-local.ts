import { probePooling } from '@/db/pooler';
import { startInngestLocal } from '@/inngest/local/start-inngest-local';
import { outliveLostConnections } from './lib/lost-connections';

/** Runs the local Inngest server by itself: DATABASE_URL, PORT (0: any free one) and INNGEST_APP_URLS (comma-separated) say how. */
outliveLostConnections();
const databaseUrl = process.env.DATABASE_URL;
if (!databaseUrl) {
  console.error('inngest-local: DATABASE_URL is not set');
  process.exit(1);
}
const write = (level: string) => (details: object, message: string) =>
  console.error(JSON.stringify({ level, source: 'inngest-local', message, ...details }));

// Without an answer nothing is prepared, which is always right.
const pooling = await probePooling(databaseUrl).catch(() => undefined);
if (pooling?.kind === 'transaction') {
  write('warn')(
    {},
    'The job server reaches the database through a pooler in transaction mode, which keeps neither its locks nor its notifications: name a direct connection with DATABASE_DIRECT_URL',
  );
}
const server = await startInngestLocal({
  databaseUrl,
  prepare: pooling?.keepsStatements ?? false,
  port: Number(process.env.PORT ?? 8288),
  appUrls: (process.env.INNGEST_APP_URLS ?? '')
    .split(',')
    .map((url) => url.trim())
    .filter(Boolean),
  log: { info: write('info'), warn: write('warn'), error: write('error') },
});
console.log(JSON.stringify({ url: server.url }));

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    server.stop().then(
      () => process.exit(0),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
