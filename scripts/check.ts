import { runMain } from './lib/friendly-error';
import { nextTypes } from './lib/next-types';
import { staticChecks } from './lib/static-checks';

runMain(async () => {
  nextTypes();
  const results = await staticChecks();
  for (const { name, passed, seconds, output } of results) {
    console.log(`${passed ? 'passed' : 'FAILED'}  ${name.padEnd(24)} ${seconds.toFixed(1)} s`);
    if (!passed) console.log(output.trim());
  }
  process.exitCode = results.every((result) => result.passed) ? 0 : 1;
});
