import { isSpelling } from './spelling';

/** On which days a SKU was sold under a name first and last, as far as days are known. */
export interface SeenName {
  name: string;
  firstDay: string;
  lastDay: string;
}

/**
 * The name that a mapping takes over because the item was not sold yet under one it was made for (R38): the
 * one it was sold under last on a day before the mapping was saved, else first since. It follows from what
 * was sold alone, not from the order in which days are read: the day of the save itself is read after it.
 * Null where there is none to take over.
 */
export function adoptedName(
  seen: readonly SeenName[],
  { names, savedOn }: { names: readonly string[]; savedOn: string },
): string | null {
  const before = seen.filter(({ firstDay }) => firstDay < savedOn);
  const isBefore = before.length > 0;
  // A name sold from before the save until after it counts as sold last.
  const dayOf = ({ firstDay, lastDay }: SeenName) =>
    isBefore ? (lastDay < savedOn ? lastDay : savedOn) : firstDay;
  const known = isBefore ? before : seen;
  const days = known.map(dayOf).sort();
  const day = isBefore ? days.at(-1) : days[0];
  const isIts = ({ name }: SeenName) => names.some((own) => own === name || isSpelling(own, name));
  if (day === undefined || known.some((one) => one.firstDay <= day && isIts(one))) return null;
  return (
    known
      .filter((one) => dayOf(one) === day)
      .map(({ name }) => name)
      .sort()[0] ?? null
  );
}
