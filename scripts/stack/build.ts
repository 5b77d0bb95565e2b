import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { FriendlyError } from './friendly-error';

const SOURCES = [
  'app',
  'components',
  'db',
  'inngest',
  'lib',
  'public',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'tsconfig.json',
];
const MARK = path.join('.next', 'bestellfix-sources');

function sourceHash(): string {
  const hash = createHash('sha256').update(process.version);
  const add = (file: string) => {
    if (!existsSync(file)) return;
    if (statSync(file).isDirectory()) {
      for (const name of readdirSync(file).sort()) add(path.join(file, name));
    } else if (!/\.test\.tsx?$/.test(file)) {
      hash.update(`\0${file}\0`).update(readFileSync(file));
    }
  };
  for (const source of SOURCES) add(source);
  return hash.digest('hex');
}

/** The server with what it needs of node_modules, where the build was asked for it. */
export const STANDALONE = path.join('.next', 'standalone');

export const isBuilt = () => existsSync(path.join('.next', 'BUILD_ID'));

/** Whether the production build was made from exactly the sources there are. */
export const isOfSources = () => isBuilt() && existsSync(MARK) && readFileSync(MARK, 'utf8') === sourceHash();

/**
 * Makes the production build unless the one there was made from exactly these sources. `priority`: as
 * os.setPriority takes it; a build beside other work lets that go first. `standalone`: with the folder of
 * that name, for an image; everything else is the same.
 */
export async function buildIfChanged(
  say?: (text: string) => void,
  {
    priority = constants.priority.PRIORITY_NORMAL,
    standalone = false,
  }: { priority?: number; standalone?: boolean } = {},
): Promise<'built' | 'unchanged'> {
  if (isOfSources() && (!standalone || existsSync(path.join(STANDALONE, 'server.js')))) return 'unchanged';
  say?.('takes about two minutes on two cores, only after the sources changed');
  const life = say && tellLife(say);
  await build((text) => life?.heard(text), priority, standalone).finally(() => life?.end());
  // Next may have completed tsconfig.json meanwhile.
  writeFileSync(MARK, sourceHash());
  return 'built';
}

/** What the build is at, in its own words, as it gets there; in a silence, that it goes on. */
function tellLife(say: (text: string) => void, silenceMs = 15_000) {
  const from = performance.now();
  let at = 'building';
  const tell = () => say(`${at.padEnd(46)} ${((performance.now() - from) / 1000).toFixed(0).padStart(4)} s`);
  let timer = setInterval(tell, silenceMs);
  return {
    heard(text: string): void {
      const phase = text.split('\n').map(phaseOf).filter(Boolean).at(-1);
      if (phase === undefined || phase === at) return;
      at = phase;
      tell();
      clearInterval(timer);
      timer = setInterval(tell, silenceMs);
    },
    end: () => clearInterval(timer),
  };
}

/** Lines of the build that name what it begins now: "  Running TypeScript ...". */
export function phaseOf(line: string): string | undefined {
  const [, phase] =
    /^\W*((?:Creating|Running(?= TypeScript)|Collecting|Generating|Finalizing|Linting|Checking)\b[^.(]*)/.exec(
      line,
    ) ?? [];
  return phase?.trim();
}

function build(heard: (text: string) => void, priority: number, standalone: boolean): Promise<void> {
  const next = path.resolve('node_modules/next/dist/bin/next');
  const child = spawn(process.execPath, [next, 'build'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_OUTPUT: standalone ? 'standalone' : '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) setPriority(child.pid, priority);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    heard(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new FriendlyError(`The production build failed:\n${output.slice(-6000)}`));
    });
  });
}
