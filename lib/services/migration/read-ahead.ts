import type { PosAuth } from '@/lib/ports';
import type { SalesAnswer } from '../transfer/read-sales';

type Answer = Promise<SalesAnswer>;
/**
 * Asks for a day; `told` when the question went out, and once Lightspeed has answered, before the answer is
 * read and kept: what it resolves with is that the next question went out, or there is none.
 */
export type Fetch = (day: string, told: Required<Pick<PosAuth, 'sent' | 'answered'>>) => Answer;
export interface ReadAhead {
  /**
   * The day's answer, asked for ahead or now; once Lightspeed has answered, the first of `upcoming` is asked
   * for, and so on until enough wait. Throws what `fetch` threw, also ahead.
   */
  read(migrationId: string, day: string, upcoming: readonly string[], fetch: Fetch): Answer;
  /** The migration is over: answers that wait are dropped. */
  forget(migrationId: string): void;
}
interface Waiting {
  day: string;
  answer: Answer;
  /** Whether the next may be asked for: Lightspeed has answered, and not that there is nothing before. */
  leadsOn: boolean;
  /** Drops an answer that is not taken; started when it is there. */
  timer?: NodeJS.Timeout;
}
interface Ahead {
  /** In the order of their turns: the first of `upcoming`. */
  waiting: Waiting[];
  upcoming: readonly string[];
  fetch: Fetch;
  /** The day whose turn it is. */
  current: Pick<Waiting, 'leadsOn'> | undefined;
}

/** After this an answer is dropped: the day may have changed, and it holds memory. */
const MAX_AGE_MS = 60_000;
/** Answers of a migration beside the one that is written: one is read and kept, one is on its way. */
const MAX_AHEAD = 2;
/**
 * Answers that may wait at once: with many migrations at work there is always one to write, and a big day
 * takes megabytes.
 */
const MAX_WAITING = 8;

/**
 * Waits for Lightspeed, for what is read of its answers and for the database at the same time, and asks for
 * one day at a time. In this process only: a worker that starts anew asks again, and one that is cancelled
 * has asked for two days too many.
 */
export function createReadAhead(): ReadAhead {
  const aheadOf = new Map<string, Ahead>();

  /** Drops what waits before the day, or all where it is not among it; gives its answer. */
  function take(ahead: Ahead, day: string | null): Waiting | undefined {
    const at = ahead.waiting.findIndex((one) => one.day === day);
    const taken = ahead.waiting.splice(0, at === -1 ? ahead.waiting.length : at + 1);
    for (const one of taken) clearTimeout(one.timer);
    const found = at === -1 ? undefined : taken.pop();
    for (const one of taken) drop(one);
    return found;
  }

  /** Nothing is kept of a migration of which nothing waits. */
  function tidy(migrationId: string): void {
    const ahead = aheadOf.get(migrationId);
    if (ahead?.waiting.length === 0 && !ahead.current) aheadOf.delete(migrationId);
  }

  const answeredOf = (migrationId: string, one: Pick<Waiting, 'leadsOn'>) => () => {
    one.leadsOn = true;
    return askOn(migrationId);
  };

  /** Asks for the next day, if all before it are answered and there is room; resolves once it is sent. */
  async function askOn(migrationId: string): Promise<void> {
    const ahead = aheadOf.get(migrationId);
    if (!ahead) return;
    const { waiting, upcoming, current } = ahead;
    const next = upcoming[waiting.length];
    const all = [...aheadOf.values()].reduce((sum, one) => sum + one.waiting.length, 0);
    if (next === undefined || waiting.length >= MAX_AHEAD || all >= MAX_WAITING) return;
    if (current?.leadsOn === false || waiting.some((one) => !one.leadsOn)) return;
    const asked: Waiting = { day: next, leadsOn: false, answer: Promise.resolve(null) };
    waiting.push(asked);
    const { isSent, sent } = sending();
    asked.answer = ahead.fetch(next, { sent, answered: answeredOf(migrationId, asked) });
    const arrived = (answer: SalesAnswer | undefined) => {
      asked.leadsOn = leadsOn(answer);
      if (!ahead.waiting.includes(asked)) return;
      asked.timer = setTimeout(() => {
        drop(take(ahead, asked.day));
        tidy(migrationId);
      }, MAX_AGE_MS);
      asked.timer.unref();
      void askOn(migrationId);
    };
    // A failure counts when its day's turn comes: Lightspeed is not asked once more just for that.
    const isThere = asked.answer.then(arrived, () => arrived(undefined));
    await Promise.race([isSent, isThere]);
  }

  return {
    async read(migrationId, day, upcoming, fetch) {
      const ahead = aheadOf.get(migrationId) ?? { waiting: [], upcoming, fetch, current: undefined };
      aheadOf.set(migrationId, ahead);
      const taken = take(ahead, day);
      // Of other days than those that are next now, nothing is of use.
      if (!ahead.waiting.every((one, index) => one.day === upcoming[index])) take(ahead, null);
      const current = taken ?? { leadsOn: false };
      Object.assign(ahead, { upcoming, fetch, current });
      void askOn(migrationId);
      try {
        const told = { sent: () => {}, answered: answeredOf(migrationId, current) };
        const found = await (taken ? taken.answer : fetch(day, told));
        current.leadsOn = leadsOn(found);
        void askOn(migrationId);
        return found;
      } finally {
        if (ahead.current === current) ahead.current = undefined;
        tidy(migrationId);
      }
    },
    forget(migrationId) {
      const ahead = aheadOf.get(migrationId);
      if (ahead) take(ahead, null);
      aheadOf.delete(migrationId);
    },
  };
}

function sending() {
  let sent = () => {};
  const isSent = new Promise<void>((resolve) => {
    sent = resolve;
  });
  return { isSent, sent };
}

/** A location that had not opened yet has no earlier sales to ask for. */
const leadsOn = (answer: SalesAnswer | undefined): boolean =>
  answer !== undefined && answer !== null && answer.kind !== 'before_first_day';

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
