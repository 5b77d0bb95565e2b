import { parseEnv } from '@/lib/platform/env';
import { isBuilt } from './lib/build';
import { FriendlyError, runMain } from './lib/friendly-error';
import { givenPort, givenSettings, runStack } from './lib/run-stack';

/** Hosting: everything from the environment. Without DATABASE_URL it keeps its own database and secrets in .data. */
runMain(async () => {
  const given = givenSettings();
  const port = givenPort();
  if (!isBuilt()) throw new FriendlyError('There is no build yet. Run "npm run build" first.');
  if (given.DATABASE_URL) {
    try {
      parseEnv({ ...given, NODE_ENV: 'production' });
    } catch (error) {
      throw new FriendlyError(error instanceof Error ? error.message : String(error));
    }
  }
  await runStack(
    { given, app: 'production', port, simulator: 'never', build: false, showApp: true },
    async (stack) => console.log(`Bestellfix is ready at ${stack.appUrl}`),
  );
});
