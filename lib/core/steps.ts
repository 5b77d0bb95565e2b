/**
 * Work that stands aside between its steps: who runs it decides whether others get a turn there (lib/services/planning/in-turns.ts). A step
 * is a few milliseconds at most.
 */
export type Steps<T> = Generator<void, T, void>;

/** All of it at once. */
export function now<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}
