import fc from 'fast-check';
import { expect, it } from 'vitest';
import { now, type Steps, sorting } from './steps';

it('all steps at once come to the result', () => {
  let steps = 0;
  function* work(): Steps<string> {
    for (; steps < 3; steps++) yield;
    return 'done';
  }
  expect([now(work()), steps]).toEqual(['done', 3]);
});

it('sorts texts as sort() does, also long lists, which it does in steps', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (texts) => {
      expect(now(sorting(texts))).toEqual([...texts].sort());
    }),
  );
  const long = Array.from({ length: 23_456 }, (_, n) => String((n * 7_919) % 20_011));
  const given = [...long];
  let steps = 0;
  const sort = sorting(long);
  let step = sort.next();
  for (; !step.done; step = sort.next()) steps += 1;
  expect(step.value).toEqual([...long].sort());
  expect(steps).toBeGreaterThan(5);
  expect(long).toEqual(given);
});
