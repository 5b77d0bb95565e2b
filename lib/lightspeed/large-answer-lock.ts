/** Releases the lock; again and again does no harm. */
export type Release = () => void;

/** A lock that is not released ends by itself, so that it cannot block the others for ever. */
const MAX_HELD_MS = 10 * 60_000;

let last: Promise<void> = Promise.resolve();

/** One large answer of this process at a time is in memory: several at once would take more than it has. */
export async function lockLargeAnswers(): Promise<Release> {
  const before = last;
  let release: Release = () => {};
  last = new Promise((resolve) => {
    release = resolve;
  });
  await before;
  const timer = setTimeout(release, MAX_HELD_MS);
  timer.unref();
  return () => {
    clearTimeout(timer);
    release();
  };
}
