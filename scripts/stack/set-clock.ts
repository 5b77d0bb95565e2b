import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { installPackage } from './debian-package';
import { FriendlyError } from './friendly-error';

/**
 * What libfaketime reads. A process that is given an environment of its own needs them too, or it lives in
 * another year.
 */
const NAMES = ['LD_PRELOAD', 'FAKETIME', 'FAKETIME_DONT_FAKE_MONOTONIC', 'NO_FAKE_STAT'] as const;

/** The clock this process was started with, for the environment of another; empty for the real one. */
export function clockSettings(): Record<string, string> {
  if (!isClockSet()) return {};
  return Object.fromEntries(NAMES.flatMap((name) => [[name, process.env[name] ?? '']]));
}

/**
 * Whether this process lives at another time. libfaketime shows the real clock to a signal's handler that
 * interrupts a wait, so PostgreSQL never finds that a statement's or a lock's time-out has come: tests of
 * these two run under the real clock only.
 */
export const isClockSet = () => Boolean(process.env.FAKETIME);

/** This process's environment without a set clock: a browser does not start with one. */
export function withoutClock(): NodeJS.ProcessEnv {
  const rest = { ...process.env };
  if (isClockSet()) for (const name of NAMES) delete rest[name];
  return rest;
}

/**
 * Settings under which a run's clock stands at `start` (epoch milliseconds) now and goes on from there. As a
 * distance from the real clock, so that processes started later agree; timers keep real time, and so do the
 * times of files.
 */
export function clockAt(start: number): Record<string, string> {
  const seconds = Math.round((start - Date.now()) / 1000);
  return {
    LD_PRELOAD: findLibrary(),
    FAKETIME: `${seconds < 0 ? '' : '+'}${seconds}s`,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    NO_FAKE_STAT: '1',
  };
}

/** Debian's libfaketime for programs with threads; installed now where that is possible. */
function findLibrary(): string {
  const found = installed();
  if (found) return found;
  const packaged = installPackage('faketime') ? installed() : undefined;
  if (packaged) return packaged;
  throw new FriendlyError('libfaketime is missing. On Debian: apt-get install faketime');
}

function installed(): string | undefined {
  const folders = existsSync('/usr/lib')
    ? readdirSync('/usr/lib').map((name) => path.join('/usr/lib', name))
    : [];
  return folders
    .map((folder) => path.join(folder, 'faketime', 'libfaketimeMT.so.1'))
    .find((file) => existsSync(file));
}
