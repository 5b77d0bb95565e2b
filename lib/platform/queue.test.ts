import { expect, it } from 'vitest';
import { createQueue } from './queue';

it('runs so many at once and not one more, in order; beyond the line it refuses', async () => {
  const queue = createQueue({ atOnce: 2, waiting: 3 });
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const ends: (() => void)[] = [];
  const work = (name: number) => async () => {
    running += 1;
    most = Math.max(most, running);
    order.push(name);
    await new Promise<void>((resolve) => ends.push(resolve));
    running -= 1;
    if (name === 1) throw new Error('failed');
  };
  const works = [0, 1, 2, 3, 4, 5].map((name) => queue(work(name)));
  expect(works.map((one) => one !== undefined)).toEqual([true, true, true, true, true, false]);
  const settled = Promise.allSettled(works.filter((one) => one !== undefined));
  for (let ended = 0; ended < 5; ended++) {
    while (ends.length <= ended) await Promise.resolve();
    ends[ended]?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await settled).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect([most, order]).toEqual([2, [0, 1, 2, 3, 4]]);
  const later = queue(work(9));
  await Promise.resolve();
  ends.at(-1)?.();
  await expect(later).resolves.toBeUndefined();
});
