/**
 * Work that stands aside between its steps: who runs it decides whether others get a turn there
 * (lib/platform/in-turns.ts). A step is a few milliseconds at most.
 */
export type Steps<T> = Generator<void, T, void>;

/** All of it at once. */
export function now<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

const AT_ONCE = 5000;

/** The texts as `sort()` orders them. */
export function* sorting(texts: readonly string[]): Steps<string[]> {
  let runs: string[][] = [];
  for (let i = 0; i < texts.length; i += AT_ONCE) {
    runs.push(texts.slice(i, i + AT_ONCE).sort());
    yield;
  }
  while (runs.length > 1) {
    const next: string[][] = [];
    for (let i = 0; i < runs.length; i += 2) next.push(yield* merging(runs[i] ?? [], runs[i + 1] ?? []));
    runs = next;
  }
  return runs[0] ?? [];
}

function* merging(a: readonly string[], b: readonly string[]): Steps<string[]> {
  const merged: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [one, other] = [a[i], b[j]];
    if (other === undefined || (one !== undefined && one <= other)) {
      merged.push(one as string);
      i++;
    } else {
      merged.push(other);
      j++;
    }
    if (merged.length % AT_ONCE === 0) yield;
  }
  return merged;
}
