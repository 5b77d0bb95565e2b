import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FriendlyError } from './friendly-error';

/**
 * Waits until `url` answers as wanted; throws when it does not within `seconds`, or `failed` says why it
 * never will.
 */
export async function waitForHttp(
  url: string,
  options: {
    name: string;
    seconds: number;
    /** The file to which what is waited for writes: a failure names it and shows its end. */
    log?: string | undefined;
    accept?: (status: number) => boolean;
    failed?: () => string | undefined;
  },
): Promise<void> {
  const until = Date.now() + options.seconds * 1000;
  let last = 'no answer';
  while (Date.now() < until) {
    const failure = options.failed?.();
    if (failure) throw new FriendlyError(failure);
    try {
      const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
      const body = await response.text();
      if (options.accept?.(response.status) ?? true) return;
      last = `${response.status} ${body.slice(0, 300)}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new FriendlyError(
    `${options.name} was not ready after ${options.seconds} seconds (${url}: ${last}).${seeLog(options.log)}`,
  );
}

/** The last lines of a log and where it is, for a message about a failure. */
export function seeLog(file: string | undefined): string {
  if (file === undefined || !existsSync(file)) return '';
  const end = readFileSync(file, 'utf8').trim().split('\n').slice(-12).join('\n');
  const where = path.relative(process.cwd(), file);
  return end === '' ? ` Its log is empty: ${where}` : ` The end of its log, ${where}:\n${end}`;
}
