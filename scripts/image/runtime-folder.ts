import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { isOfSources, STANDALONE } from '../stack/build';

/** What the last stage of the Dockerfile copies; made anew each time. */
export const RUNTIME = path.join('.next', 'image');

/**
 * Whether it was made of the sources there are: another's database is not the one that a proof's helpers
 * know.
 */
export function isRuntimeOfSources(): boolean {
  const [build, made] = ['.next', path.join(RUNTIME, '.next')].map((folder) => path.join(folder, 'BUILD_ID'));
  const read = (file = '') => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  return isOfSources() && read(build) === read(made);
}

/** The commands there are in an image. The embedded PostgreSQL, demo and development stay behind. */
export const COMMANDS = ['start', 'admin', 'backup', 'restore', 'inngest-local'];

/** Loaded from node_modules, where the server's trace has put them: native, or named in a stack. */
const OUTSIDE = ['@node-rs/argon2', 'pino', 'postgres', 'prom-client', '@opentelemetry/*'];

/** Where packages describe themselves to people and editors; licences stay. */
const OF_NO_USE = /\.(map|d\.[cm]?ts|ts|md|markdown|tsbuildinfo)$/i;

/** Everything a process of the product needs but Node: server, files of pages, migrations, commands. */
export async function makeRuntimeFolder(): Promise<void> {
  rmSync(RUNTIME, { recursive: true, force: true });
  cpSync(STANDALONE, RUNTIME, { recursive: true, verbatimSymlinks: true });
  cpSync(path.join('.next', 'static'), path.join(RUNTIME, '.next', 'static'), { recursive: true });
  copyMigrations();
  await bundleCommands();
  // Next copies the settings of the machine it builds on.
  for (const name of readdirSync(RUNTIME)) if (/^\.env/.test(name)) rmSync(path.join(RUNTIME, name));
  // A dependency may look for what is there by chance.
  for (const at of devPackages()) rmSync(path.join(RUNTIME, at), { recursive: true, force: true });
  prune(RUNTIME);
  const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    string,
    string
  >;
  const facts = { name, version, private: true, license, type: 'module' };
  writeFileSync(path.join(RUNTIME, 'package.json'), `${JSON.stringify(facts, null, 2)}\n`);
}

/** Without the pictures of the schema, by which the next migration is made. */
function copyMigrations(): void {
  const migrations = path.join('db', 'migrations');
  cpSync(migrations, path.join(RUNTIME, migrations), {
    recursive: true,
    filter: (file) => !/_snapshot\.json$/.test(file),
  });
}

/** One file a command and what they share, so that no compiler runs in the image. */
async function bundleCommands(): Promise<void> {
  await build({
    entryPoints: COMMANDS.map((name) => path.join('scripts', `${name}.ts`)),
    outdir: path.join(RUNTIME, 'scripts'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    // Where a package has both, what is not CommonJS: of the other only "default" can be imported.
    mainFields: ['module', 'main'],
    platform: 'node',
    target: 'node20',
    external: OUTSIDE,
    // What is CommonJS in a bundle asks for Node's own modules by require.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
}

/** Packages that only development needs, as the lock file tells them from the others. */
export function devPackages(): string[] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  return Object.entries(packages).flatMap(([at, { dev }]) => (dev ? [at] : []));
}

function prune(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) prune(file);
    else if (OF_NO_USE.test(entry.name)) rmSync(file);
  }
}

/** Bytes of all files below. */
export function sizeOf(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) bytes += statSync(path.join(entry.parentPath, entry.name)).size;
  return bytes;
}
