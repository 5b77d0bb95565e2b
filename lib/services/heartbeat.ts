const HEARTBEAT_MS = 10_000;

/** Calls `touch` every 10 s while `work` runs; a failed call is ignored. */
export async function withHeartbeat<T>(touch: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => void touch().catch(() => undefined), HEARTBEAT_MS);
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
