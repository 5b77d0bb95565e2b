import { probePooling } from '@/db/pooler';
import { startInngestLocal } from '@/inngest/local/start-inngest-local';

/**
 * Runs the local Inngest server by itself: DATABASE_URL, PORT (0: any free one), INNGEST_APP_URLS
 * (comma-separated), INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY and, while keys are changed,
 * INNGEST_SIGNING_KEY_FALLBACK say how.
 */
function setting(name: string): string {
  const value = process.env[name];
  if (value) return value;
  console.error(`inngest-local: ${name} is not set`);
  process.exit(1);
}
const databaseUrl = setting('DATABASE_URL');
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
  keys: {
    event: setting('INNGEST_EVENT_KEY'),
    signing: setting('INNGEST_SIGNING_KEY'),
    fallback: process.env.INNGEST_SIGNING_KEY_FALLBACK || undefined,
  },
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
