import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';
import { nextTypes } from './checks/next-types';
import { staticChecks } from './checks/static-checks';
import { findBrowser } from './stack/browser';
import { buildIfChanged } from './stack/build';
import { FriendlyError, runMain } from './stack/friendly-error';

let passed = 0;
let failed = 0;
/** Tests whose means this machine does not have, such as PgBouncer where it cannot be installed. */
let skipped = 0;
const count = (name: string, ok: boolean, output = '') => {
  if (ok) passed++;
  else failed++;
  console.log(`${ok ? 'passed' : 'FAILED'}  ${name}`);
  if (!ok && output) console.log(output.trim());
};

const runners = new Set<ReturnType<typeof spawn>>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // Runners clean up after themselves on a signal; this process only passes it on.
    for (const runner of runners) runner.kill(signal);
    setTimeout(() => process.exit(130), 8000).unref();
    if (runners.size === 0) process.exit(130);
  });
}

/** What `npm test` runs; `npm test -- static vitest` runs these alone, as the parallel jobs of CI do. */
const PARTS = ['static', 'vitest', 'browser'] as const;
type Part = (typeof PARTS)[number];

/** The parts named on the command line, or all. */
function partsToRun(names: readonly string[]): ReadonlySet<Part> {
  const unknown = names.filter((name) => !PARTS.some((part) => part === name));
  if (unknown.length > 0)
    throw new FriendlyError(`Unknown part: ${unknown.join(', ')}. There are ${PARTS.join(', ')}.`);
  return new Set(names.length === 0 ? PARTS : PARTS.filter((part) => names.includes(part)));
}

runMain(async () => {
  const parts = partsToRun(process.argv.slice(2));
  const results = mkdtempSync(path.join(tmpdir(), 'bestellfix-results-'));
  try {
    nextTypes();
    // Tests wait for PostgreSQL and for processes half of their time; these two take what they leave.
    const low = constants.priority.PRIORITY_LOW;
    const checked = parts.has('static') ? staticChecks(low) : undefined;
    const built = parts.has('browser')
      ? buildIfChanged(undefined, { priority: low }).then(() => undefined, messageOf)
      : undefined;
    if (parts.has('vitest')) await vitest(['unit', 'database'], path.join(results, 'vitest.json'));
    for (const check of (await checked) ?? []) count(check.name, check.passed, check.output);
    const failure = await built;
    // Tests of processes come one after the other and wait for most of their time.
    await Promise.all([
      parts.has('vitest')
        ? vitest(['processes'], path.join(results, 'processes.json'), 'at its end')
        : undefined,
      built ? browserTests(path.join(results, 'playwright.json'), failure) : undefined,
    ]);
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
});

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `shown`: its output as it comes, or at its end, where another runner writes meanwhile. */
async function vitest(projects: readonly string[], report: string, shown?: 'at its end'): Promise<void> {
  const code = await run(
    [
      path.resolve('node_modules/vitest/vitest.mjs'),
      'run',
      ...projects.map((project) => `--project=${project}`),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    {},
    shown,
  );
  const summary = readReport<{ numPassedTests: number; numFailedTests: number; numPendingTests: number }>(
    report,
  );
  if (!summary) {
    count('vitest: wrote no report', false);
    return;
  }
  passed += summary.numPassedTests;
  failed += summary.numFailedTests;
  skipped += summary.numPendingTests;
  // A file that cannot be loaded fails without a failed test.
  if (code !== 0 && summary.numFailedTests === 0) count('vitest: a file failed outside its tests', false);
}

/** `failure`: how the production build failed; undefined: it is there. */
async function browserTests(report: string, failure: string | undefined): Promise<void> {
  const specs = existsSync('e2e') ? readdirSync('e2e').filter((name) => name.endsWith('.spec.ts')) : [];
  count('production build', failure === undefined, failure);
  if (failure !== undefined) {
    console.log('The browser tests need the build and did not run.');
    failed += specs.length;
    return;
  }
  // Without a spec there is nothing a browser could say; Playwright would call that a failure.
  if (specs.length === 0) return;
  let browser: string;
  try {
    browser = await findBrowser(console.log);
  } catch (error) {
    count('browser', false, error instanceof Error ? error.message : String(error));
    return;
  }
  const cli = path.resolve('node_modules/@playwright/test/cli.js');
  const code = await run([cli, 'test', '--reporter=list,json'], {
    PLAYWRIGHT_CHROMIUM: browser,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  const stats = readReport<{
    stats: { expected: number; unexpected: number; flaky: number };
    errors: unknown[];
  }>(report);
  if (!stats) {
    count('browser tests: wrote no report', false);
    return;
  }
  passed += stats.stats.expected;
  failed += stats.stats.unexpected + stats.stats.flaky;
  if (code !== 0 && stats.stats.unexpected + stats.stats.flaky === 0)
    count('browser tests: failed outside a test', false);
}

function run(args: string[], env: Record<string, string> = {}, shown?: 'at its end'): Promise<number> {
  const output = shown ? 'pipe' : 'inherit';
  const runner = spawn(process.execPath, args, {
    stdio: ['ignore', output, output],
    env: { ...process.env, ...env },
  });
  runners.add(runner);
  const kept: Buffer[] = [];
  for (const stream of [runner.stdout, runner.stderr]) stream?.on('data', (data: Buffer) => kept.push(data));
  return new Promise((resolve) => {
    const done = (code: number) => {
      runners.delete(runner);
      process.stdout.write(Buffer.concat(kept));
      resolve(code);
    };
    runner.once('error', () => done(1));
    runner.once('close', (code) => done(code ?? 1));
  });
}

function readReport<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
