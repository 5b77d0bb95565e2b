import type { Log } from './log';

const PAUSE_AFTER_ERROR_MS = 1000;

/** Work that is done again and again until the server stops, each kind one at a time. */
export class Loops {
  private readonly log: Log;
  private readonly onError: (error: unknown) => Promise<void>;
  private readonly ends: (() => Promise<void>)[] = [];
  private isStopping = false;

  constructor(log: Log, onError: (error: unknown) => Promise<void>) {
    this.log = log;
    this.onError = onError;
  }

  /** `work` says how many milliseconds to wait before it is done again; its errors are logged. */
  repeat(name: string, work: () => Promise<number>): void {
    let timer: NodeJS.Timeout | undefined;
    let running: Promise<void> = Promise.resolve();
    const tick = () => {
      running = work()
        .catch(async (error) => {
          if (this.isStopping) return PAUSE_AFTER_ERROR_MS;
          this.log.error({ error: String(error) }, `${name} failed`);
          await this.onError(error);
          return PAUSE_AFTER_ERROR_MS;
        })
        .then((pause) => {
          if (!this.isStopping) timer = setTimeout(tick, pause);
        });
    };
    tick();
    this.ends.push(async () => {
      clearTimeout(timer);
      await running;
    });
  }

  /** Resolves when no work is going on any more. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.all(this.ends.map((end) => end()));
  }
}
