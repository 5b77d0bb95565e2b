import { FriendlyError } from './friendly-error';

/** Waits until `url` answers as wanted; throws when it does not within `seconds`, or `failed` says why it never will. */
export async function waitForHttp(
  url: string,
  options: {
    name: string;
    seconds: number;
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
    `${options.name} was not ready after ${options.seconds} seconds (${url}: ${last}).`,
  );
}
