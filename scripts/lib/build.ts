import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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

export const isBuilt = () => existsSync(path.join('.next', 'BUILD_ID'));

/** Makes the production build unless the one there was made from exactly these sources. */
export async function buildIfChanged(): Promise<'built' | 'unchanged'> {
  const hash = sourceHash();
  if (isBuilt() && existsSync(MARK) && readFileSync(MARK, 'utf8') === hash) return 'unchanged';
  await build();
  // Next may have completed tsconfig.json meanwhile.
  writeFileSync(MARK, sourceHash());
  return 'built';
}

function build(): Promise<void> {
  const next = path.resolve('node_modules/next/dist/bin/next');
  const child = spawn(process.execPath, [next, 'build'], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
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
