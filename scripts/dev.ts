import { runMain } from './stack/friendly-error';
import { givenPort, givenSettings, runStack, stepLines } from './stack/run-stack';
import { timed } from './stack/stack-parts';

runMain(async () => {
  const given = givenSettings();
  await runStack(
    { given, app: 'development', port: givenPort(), simulator: 'unless-given', build: false, showApp: true },
    async (stack) => {
      Object.assign(process.env, stack.env);
      const { seedDemo } = await import('@/lib/demo/seed-demo');
      await seedDemo({ connected: false, step: timed({ report: stepLines.report }) });
      console.log(`\n  ${stack.appUrl}   demo@bestellfix.example / bestellfix-demo\n`);
    },
  );
});
