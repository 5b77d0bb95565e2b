import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { phaseOf } from './build';
import { seeLog, waitForHttp } from './wait-for-http';

describe('starting and stopping', () => {
  it('"Stopping …" is said once, however often the signal comes', async () => {
    const url = path.join(import.meta.dirname, 'on-stop.ts');
    const script = `import { onStop } from ${JSON.stringify(url)};
      const alive = setInterval(() => {}, 1000);
      onStop(() => setImmediate(() => { console.log('stopped'); clearInterval(alive); }));
      process.kill(process.pid, 'SIGINT'); process.kill(process.pid, 'SIGINT');`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await new Promise((resolve) => child.once('exit', resolve));
    expect(said.trim().split(/\n+/)).toEqual(['Stopping …', 'stopped']);
  });

  it('what never gets ready names its log and shows its end', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bestellfix-log-'));
    const log = path.join(folder, 'app.log');
    writeFileSync(
      log,
      `${Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n')}\nmodule not found\n`,
    );
    const wait = waitForHttp('http://127.0.0.1:9/', { name: 'The app', seconds: 0, log });
    await expect(wait).rejects.toThrow(
      /The app was not ready after 0 seconds.*app\.log:\n.*module not found/s,
    );
    await expect(wait).rejects.not.toThrow(/line 3\n/);
    expect(seeLog(path.join(folder, 'none.log'))).toBe('');
    rmSync(folder, { recursive: true });
  });

  it('the build says what it is at', () => {
    expect(phaseOf('   Creating an optimized production build ...')).toBe(
      'Creating an optimized production build',
    );
    expect(phaseOf('  Running TypeScript ...')).toBe('Running TypeScript');
    expect(phaseOf('   Collecting page data using 1 worker ...')).toBe('Collecting page data using 1 worker');
    expect(phaseOf(' ✓ Compiled successfully in 41s')).toBeUndefined();
    expect(phaseOf('┌ ƒ /_not-found')).toBeUndefined();
  });
});
