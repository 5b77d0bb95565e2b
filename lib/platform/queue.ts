/**
 * Runs at most `atOnce` works at a time, the others in the order they came; undefined when as many wait
 * already as may.
 */
export function createQueue({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  let running = 0;
  const line: (() => void)[] = [];
  async function run<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) await new Promise<void>((resolve) => line.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // Whoever is next takes over this place.
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  }
  return <T>(work: () => Promise<T>): Promise<T> | undefined =>
    running >= atOnce && line.length >= waiting ? undefined : run(work);
}
