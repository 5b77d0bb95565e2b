import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Adds the optional packages of other platforms that `npm install` left out of package-lock.json. npm drops
 * what it could not look up (npm/cli#4828), and `npm ci` then refuses the lock file wherever they are
 * missing. Their versions are exact in the package that wants them; the hashes by which `npm ci` knows them
 * npm itself looks up, for the package that wants them alone.
 */
interface Entry {
  version?: string;
  integrity?: string;
  inBundle?: boolean;
  optional?: boolean;
  cpu?: string[];
  os?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> };

const CPUS: Record<string, string> = { armv7: 'arm', wasm32: 'wasm32' };
const OSES: Record<string, string> = { windows: 'win32' };

/** What npm would have read from the package: `linux-arm64-musl` is cpu, system and C library in one. */
function platform(name: string): Pick<Entry, 'cpu' | 'os' | 'libc'> {
  const words = name.split(/[-/]/);
  const cpu = words.find((word) =>
    /^(x64|ia32|arm|armv7|arm64|ppc64|riscv64|s390x|loong64|wasm32)$/.test(word),
  );
  const os = words.find((word) => /^(linux|darwin|win32|windows|android|freebsd|openharmony)$/.test(word));
  const libc = words.find((word) => /^(musl|gnu)$/.test(word));
  return {
    ...(cpu && { cpu: [CPUS[cpu] ?? cpu] }),
    ...(os && { os: [OSES[os] ?? os] }),
    ...(os === 'linux' && libc && { libc: [libc === 'gnu' ? 'glibc' : 'musl'] }),
  };
}

/** Where Node would find `name` from inside the package at `at`. */
function resolves(at: string, name: string): boolean {
  for (let folder = at; ; folder = folder.slice(0, folder.lastIndexOf('node_modules/')).replace(/\/$/, '')) {
    if (lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

let added = 0;
for (const [at, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (resolves(at, name)) continue;
    if (!/^\d+\.\d+\.\d+/.test(version)) {
      console.error(`${name}@${version}, wanted by ${at}, has no exact version; add it by hand.`);
      process.exitCode = 1;
      continue;
    }
    lock.packages[`node_modules/${name}`] = { version, optional: true, ...platform(name) };
    added++;
  }
}
const nameOf = (at: string) => at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length);
const isBare = (at: string, entry: Entry) => at !== '' && !entry.integrity && !entry.inBundle;

/**
 * What npm writes of a package and all it wants, in a folder where nothing is installed that it could leave
 * out.
 */
function resolveAlone(name: string, version: string): Map<string, Entry> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bestellfix-lock-'));
  try {
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ dependencies: { [name]: version } }));
    const args = ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'];
    execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    const made = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as typeof lock;
    return new Map(Object.entries(made.packages).map(([at, one]) => [`${nameOf(at)}@${one.version}`, one]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let hashed = 0;
for (const [at, wanting] of Object.entries(lock.packages)) {
  const wanted = new Set(Object.keys(wanting.optionalDependencies ?? {}));
  const bare = Object.entries(lock.packages).filter(
    ([place, entry]) =>
      isBare(place, entry) &&
      wanted.has(nameOf(place)) &&
      wanting.optionalDependencies?.[nameOf(place)] === entry.version,
  );
  if (at === '' || bare.length === 0 || !wanting.version) continue;
  const resolved = resolveAlone(nameOf(at), wanting.version);
  for (const [place, entry] of bare) {
    const { integrity } = resolved.get(`${nameOf(place)}@${entry.version}`) ?? {};
    if (!integrity) continue;
    lock.packages[place] = { ...entry, integrity };
    hashed++;
  }
}
for (const [at, entry] of Object.entries(lock.packages)) {
  if (!isBare(at, entry)) continue;
  console.error(`${at} has no hash.`);
  process.exitCode = 1;
}

const { '': root, ...rest } = lock.packages;
lock.packages = {
  ...(root && { '': root }),
  ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, 'en'))),
};
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} added, ${hashed} hashes filled in`);
