import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Adds the optional packages of other platforms that `npm install` left out of package-lock.json. npm drops what it could not look
 * up (npm/cli#4828), and `npm ci` then refuses the lock file wherever they are missing. Their versions are exact in the package that
 * wants them, so nothing has to be asked.
 */
interface Entry {
  version?: string;
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
const { '': root, ...rest } = lock.packages;
lock.packages = {
  ...(root && { '': root }),
  ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, 'en'))),
};
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} added`);
