import { nextTypes } from './checks/next-types';
import { staticChecks } from './checks/static-checks';
import { runMain } from './stack/friendly-error';

runMain(async () => {
  nextTypes();
  const results = await staticChecks();
  for (const { name, passed, seconds, output } of results) {
    console.log(`${passed ? 'passed' : 'FAILED'}  ${name.padEnd(24)} ${seconds.toFixed(1)} s`);
    if (!passed) console.log(output.trim());
  }
  process.exitCode = results.every((result) => result.passed) ? 0 : 1;
});
