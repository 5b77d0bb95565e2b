/** Told of every line of the log, as JSON and as harmless as it is written. */
type Sink = (line: string) => void;

// On globalThis: Next bundles what runs at the start apart from the routes.
const holder = globalThis as typeof globalThis & { bestellfixLogSinks?: Set<Sink> };

export function addLogSink(sink: Sink): () => void {
  holder.bestellfixLogSinks ??= new Set();
  const sinks = holder.bestellfixLogSinks;
  sinks.add(sink);
  return () => sinks.delete(sink);
}

/** A sink that fails takes nothing from the log. */
export function tellSinks(line: string): void {
  for (const sink of holder.bestellfixLogSinks ?? []) {
    try {
      sink(line);
    } catch {}
  }
}
