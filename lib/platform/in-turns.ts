import type { Steps } from '@/lib/core/steps';

/**
 * Milliseconds of work between two turns of the event loop, for all generators together; a request waits at
 * most about that long.
 */
const STRETCH_MS = 10;

let stretchBegan: number | null = null;
/** Works that wait for a turn; one gets it each round. */
const waiting: (() => void)[] = [];

function runNextWaiting(): void {
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(runNextWaiting);
}

/**
 * Resolves at once while the stretch lasts, else when everybody else has had a turn: requests, timers, the
 * job server's calls.
 */
export async function letOthersIn(): Promise<void> {
  if (stretchBegan === null) {
    stretchBegan = performance.now();
    setImmediate(() => {
      stretchBegan = null;
    });
  }
  if (performance.now() - stretchBegan < STRETCH_MS) return;
  await new Promise<void>((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(runNextWaiting);
  });
}

/** Runs the steps on the event loop, yielding to requests and timers in between (decision 0049). */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    if (isOver()) await letOthersIn();
    step = steps.next();
  }
  return step.value;
}

const isOver = () => stretchBegan === null || performance.now() - stretchBegan >= STRETCH_MS;
