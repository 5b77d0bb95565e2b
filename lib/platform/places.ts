/** Gives its place to the next who waits; called once. */
export type Leave = () => void;

interface Waiting {
  owner: string;
  enter: () => void;
}

/**
 * So many places, and of them so many for each owner. Whoever finds none waits in the order of coming; one
 * whose owner has all it may have is passed over, so that it keeps nobody else waiting.
 */
export function createPlaces({ atOnce, perOwner }: { atOnce: number; perOwner: number }) {
  const taken = new Map<string, number>();
  const line: Waiting[] = [];
  let all = 0;
  const isRoom = (owner: string) => all < atOnce && (taken.get(owner) ?? 0) < perOwner;
  const enter = (owner: string): Leave => {
    all += 1;
    taken.set(owner, (taken.get(owner) ?? 0) + 1);
    return () => {
      all -= 1;
      const left = (taken.get(owner) ?? 1) - 1;
      if (left === 0) taken.delete(owner);
      else taken.set(owner, left);
      const index = line.findIndex((one) => isRoom(one.owner));
      if (index >= 0) line.splice(index, 1)[0]?.enter();
    };
  };
  return {
    /** A place; undefined when none came free within `waitMs`. */
    take(owner: string, waitMs: number): Promise<Leave | undefined> {
      if (isRoom(owner)) return Promise.resolve(enter(owner));
      return new Promise((resolve) => {
        const waiting: Waiting = {
          owner,
          enter: () => {
            clearTimeout(timer);
            resolve(enter(owner));
          },
        };
        const timer = setTimeout(() => {
          line.splice(line.indexOf(waiting), 1);
          resolve(undefined);
        }, waitMs);
        line.push(waiting);
      });
    },
    /** Places taken, and how many wait for one. */
    load: () => ({ taken: all, waiting: line.length }),
  };
}
