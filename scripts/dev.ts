import { runMain } from './lib/friendly-error';
import { givenPort, givenSettings, runStack } from './lib/run-stack';

runMain(async () => {
  const given = givenSettings();
  await runStack(
    { given, app: 'development', port: givenPort(), simulator: 'unless-given', build: false, showApp: true },
    async (stack) => {
      Object.assign(process.env, stack.env);
      const { seedDemo } = await import('@/db/seed/seed-demo');
      await seedDemo(stack.databaseUrl, { connected: false });
      console.log(`\n  ${stack.appUrl}   demo@bestellfix.example / bestellfix-demo\n`);
    },
  );
});
