const BEAT_MS = 10_000;

/** Says that the worker lives, every 10 s for as long as `work` takes; a beat that fails is left out, the next may not. */
export async function withHeartbeat<T>(beat: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => void beat().catch(() => undefined), BEAT_MS);
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
