import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import path from 'node:path';

export interface CheckResult {
  name: string;
  passed: boolean;
  seconds: number;
  output: string;
}

const bin = (file: string) => path.resolve('node_modules', file);
/** Every folder with code, and the files in the root where Next and the test runners come in. */
const ROOMS = ['app', 'components', 'db', 'docs', 'e2e', 'inngest', 'lib', 'scripts', 'testing'];
const ENTRIES = [
  'instrumentation.ts',
  'instrumentation-client.ts',
  'next.config.ts',
  'playwright.config.ts',
  'proxy.ts',
  'vitest.config.ts',
];

const CHECKS: { name: string; args: () => string[] }[] = [
  { name: 'format and lint', args: () => [bin('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '.'] },
  { name: 'types', args: () => [bin('typescript/bin/tsc'), '--noEmit', '-p', '.'] },
  { name: 'types of lib/core', args: () => [bin('typescript/bin/tsc'), '--noEmit', '-p', 'lib/core'] },
  {
    name: 'import boundaries',
    args: () => [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      ...ROOMS,
      ...ENTRIES,
    ],
  },
  { name: 'length of code', args: () => ['--import', 'tsx', 'scripts/checks/code-length.ts'] },
  { name: 'length of comments', args: () => ['--import', 'tsx', 'scripts/checks/comment-length.ts'] },
  // Rules, words and paths that the documents name: what renames one is told before it lands.
  {
    name: 'documents',
    args: () => [bin('vitest/vitest.mjs'), 'run', '--project', 'unit', '--reporter=dot', 'docs/'],
  },
  { name: 'nothing unused', args: () => [bin('knip/bin/knip.js'), '--no-progress', '--no-config-hints'] },
];

/**
 * Format, lint, types, import boundaries, length of comments, documents and unused code, all at once.
 * `priority`: as os.setPriority takes it.
 */
export function staticChecks(priority: number = constants.priority.PRIORITY_NORMAL): Promise<CheckResult[]> {
  return Promise.all(CHECKS.map((check) => run(check.name, check.args(), priority)));
}

function run(name: string, args: string[], priority: number): Promise<CheckResult> {
  const from = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid !== undefined) setPriority(child.pid, priority);
  let output = '';
  const collect = (text: string) => {
    output += text;
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);
  return new Promise((resolve) => {
    const done = (passed: boolean) =>
      resolve({ name, passed, output, seconds: (performance.now() - from) / 1000 });
    child.once('error', (error) => {
      output += error.message;
      done(false);
    });
    child.once('close', (code) => done(code === 0));
  });
}
