import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { installPackage } from './debian-package';
import { FriendlyError } from './friendly-error';
import { withoutClock } from './set-clock';

/** The same engine without a window first: a page costs it a quarter less than the whole browser. */
const NAMES = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];
/** Of Debian; the second where the release does not have the first. */
const PACKAGES = ['chromium-headless-shell', 'chromium'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A Chromium that starts: the one named, an installed one, Playwright's own, or one installed now. Says each
 * thing it installs before it does so. The last step, Debian's package, changes the system: it is kept
 * because a fresh CI container must run the browser tests without a step by hand, it is tried only as root on
 * Debian, where Playwright's own browser lacks system libraries, and PLAYWRIGHT_CHROMIUM avoids it. Throws a
 * FriendlyError when nothing starts.
 */
export async function findBrowser(say: (line: string) => void): Promise<string> {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named) {
    if (!starts(named)) throw new FriendlyError(`PLAYWRIGHT_CHROMIUM=${named} does not start.`);
    return named;
  }
  const { chromium } = await import('playwright');
  const candidates = () => [...installed(), chromium.executablePath()];
  const found = candidates().find(starts);
  if (found) return found;

  say("No Chromium found, fetching Playwright's own …");
  const cli = path.resolve('node_modules/playwright/cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit', timeout: 180_000 });
  const fetched = candidates().find(starts);
  if (fetched) return fetched;

  say("Playwright's own does not start.");
  for (const name of PACKAGES) {
    const packaged = installPackage(name) ? candidates().find(starts) : undefined;
    if (packaged) return packaged;
  }
  throw new FriendlyError('No browser: install Chromium or Chrome, or name one with PLAYWRIGHT_CHROMIUM.');
}

function installed(): string[] {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...PLACES];
}

/** Being there is not enough: system libraries may be missing, or it may be a package's stub. */
function starts(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    return false;
  }
  return (
    spawnSync(file, ['--version'], { timeout: 20_000, stdio: 'ignore', env: withoutClock() }).status === 0
  );
}
