/**
 * Calls `stop` at the first signal that asks the process to end. A Ctrl-C may arrive twice, from the terminal
 * and from npm that passes it on; it is answered once.
 */
export function onStop(stop: () => void, say: (line: string) => void = console.log): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      if (signal === 'SIGINT') say('\nStopping …');
      stop();
    });
  }
}
