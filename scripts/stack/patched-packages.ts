import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Loaded before the commands that people run after `npm ci`: install scripts may be switched off, and then
 * patches/ is applied here, before anything else loads what it mends (docs/decisions/0098-patched-driver.md).
 */
if (!readFileSync('node_modules/postgres/src/index.js', 'utf8').includes('forgetsWhatClosed')) {
  const { status } = spawnSync(process.execPath, ['node_modules/patch-package/index.js', '--error-on-fail'], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}
