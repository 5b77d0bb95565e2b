import type { SalesAnswer } from '../transfer/read-sales';

type Answer = Promise<SalesAnswer>;
export interface ReadAhead {
  /**
   * The day's answer, asked for ahead or now; as soon as it is there, `next` is asked for. Throws what
   * `fetch` threw, also ahead.
   */
  read(migrationId: string, day: string, next: string | null, fetch: (day: string) => Answer): Answer;
  /** The migration is over: an answer that waits is dropped. */
  forget(migrationId: string): void;
}
interface Waiting {
  day: string;
  answer: Answer;
  /** Drops an answer that is not taken; started when the answer arrives. */
  timer?: NodeJS.Timeout;
}

/** After this an answer is dropped: the day may have changed, and it holds memory. */
const MAX_AGE_MS = 60_000;
/**
 * Answers that may wait at once: with many migrations at work there is always one to write, and a big day
 * takes megabytes.
 */
const MAX_WAITING = 8;

/**
 * Waits for Lightspeed and for the database at the same time: while one day of a migration is written, the
 * next is read. One answer a migration, in this process only: a worker that starts anew asks again, and one
 * that is cancelled has asked for one day too many.
 */
export function createReadAhead(): ReadAhead {
  const waiting = new Map<string, Waiting>();

  /** The answer that waits, no longer held here, nor by its timer. */
  function take(migrationId: string): Waiting | undefined {
    const ahead = waiting.get(migrationId);
    waiting.delete(migrationId);
    clearTimeout(ahead?.timer);
    return ahead;
  }

  function ask(migrationId: string, day: string, fetch: (day: string) => Answer): void {
    const ahead: Waiting = { day, answer: fetch(day) };
    waiting.set(migrationId, ahead);
    const arrived = () => {
      if (waiting.get(migrationId) !== ahead) return;
      ahead.timer = setTimeout(() => drop(take(migrationId)), MAX_AGE_MS);
      ahead.timer.unref();
    };
    // A failure counts when its day's turn comes: Lightspeed is not asked once more just for that.
    ahead.answer.then(arrived, arrived);
  }

  return {
    async read(migrationId, day, next, fetch) {
      const ahead = take(migrationId);
      if (ahead?.day !== day) drop(ahead);
      const found = await (ahead?.day === day ? ahead.answer : fetch(day));
      // A location that had not opened yet has no earlier sales to ask for.
      if (next !== null && found !== null && found.kind !== 'before_first_day' && waiting.size < MAX_WAITING)
        ask(migrationId, next, fetch);
      return found;
    },
    forget: (migrationId) => drop(take(migrationId)),
  };
}

/** An answer that is no longer needed; a large one returns its turn. */
function drop(waiting: Waiting | undefined): void {
  waiting?.answer.then(
    (day) => {
      if (day?.kind === 'sales') day.done?.();
      if (day?.kind === 'kept') day.sales.done?.();
    },
    () => {},
  );
}
