import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { watchStarters } from './ancestors';
import { FriendlyError } from './friendly-error';
import { onStop } from './on-stop';
import { type Stack, startStack } from './stack';
import type { StackOptions } from './stack-parts';

export const DATA_DIR = path.resolve('.data');
const RUNNING = path.join(DATA_DIR, 'demo.json');

/** Environment settings, with those of `.env` behind them. */
export function givenSettings(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return { ...process.env };
}

export function givenPort(): number {
  const text = process.env.PORT || '3000';
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new FriendlyError(`PORT=${text} is not a port number (1 to 65535).`);
  }
  return port;
}

/** The address the app listens on: HOST. Undefined when nothing was said. */
export function givenHost(given: Record<string, string | undefined>): string | undefined {
  const { HOST } = given;
  if (!HOST || ['127.0.0.1', '0.0.0.0', '::'].includes(HOST)) return HOST || undefined;
  throw new FriendlyError(
    `HOST=${HOST}: 127.0.0.1 is this machine only, 0.0.0.0 every address it has (with IPv6 too: ::).`,
  );
}

let openLine = '';

/** The terminal's list of steps: the name when one begins, its time behind it when it is done. */
export const stepLines = {
  begin(step: string): void {
    openLine = step;
    process.stdout.write(`  ${step.padEnd(40)}`);
  },
  /** How a long step goes on, below its name. */
  progress(text: string): void {
    if (openLine !== '') console.log();
    openLine = '';
    console.log(`    ${text}`);
  },
  report(step: string, seconds: number, note = ''): void {
    const head = openLine === step ? '' : `  ${step.padEnd(40)}`;
    openLine = '';
    console.log(`${head} ${seconds.toFixed(1).padStart(6)} s${note && `  ${note}`}`);
  },
};

/** A stack in the foreground: started, announced, kept until Ctrl-C or until one of its processes dies. */
export async function runStack(
  options: Omit<StackOptions, 'dataDir' | 'begin' | 'progress' | 'report' | 'onUnexpectedEnd' | 'persistent'>,
  ready: (stack: Stack) => Promise<void>,
): Promise<void> {
  mkdirSync(DATA_DIR, { recursive: true });
  accessSync(DATA_DIR, constants.W_OK);
  let stack: Stack | undefined;
  let leaving = false;
  const leave = async (code: number, message?: string) => {
    if (leaving) return;
    leaving = true;
    if (message) console.error(`\n${message}`);
    forgetRunning();
    await stack?.stop();
    process.exit(code);
  };
  onStop(() => {
    // Still starting: exit hooks end what runs already.
    if (!stack) process.exit(130);
    void leave(0);
  });
  watchStarters(() => {
    if (!stack) process.exit(1);
    void leave(1, 'Whoever started this is gone: it ends.');
  });
  const started = await startStack({
    ...options,
    dataDir: DATA_DIR,
    persistent: true,
    ...stepLines,
    onUnexpectedEnd: (message) => {
      if (stack) void leave(1, message);
    },
  });
  stack = started;
  writeFileSync(
    RUNNING,
    JSON.stringify({ pid: process.pid, database_url: started.databaseUrl, app_url: started.appUrl }),
    { mode: 0o600 },
  );
  try {
    await ready(started);
  } catch (error) {
    forgetRunning();
    await started.stop();
    throw error;
  }
}

/** Another process in this folder may have noted itself since. */
function forgetRunning(): void {
  try {
    const { pid } = JSON.parse(readFileSync(RUNNING, 'utf8')) as { pid: number };
    if (pid === process.pid) rmSync(RUNNING, { force: true });
  } catch {}
}
