import { expect, it } from 'vitest';
import { createPlaces, type Leave } from './places';

const LONG = 60_000;
const turn = () => new Promise((resolve) => setImmediate(resolve));

it('an owner has two places at most, all together three, and who waits comes in order', async () => {
  const places = createPlaces({ atOnce: 3, perOwner: 2 });
  const came: string[] = [];
  const leaves = new Map<string, Leave>();
  const come = (owner: string, name: string) =>
    places.take(owner, LONG).then((leave) => {
      came.push(name);
      if (leave) leaves.set(name, leave);
    });
  const leave = async (name: string) => {
    leaves.get(name)?.();
    await turn();
  };
  for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) void come(name.charAt(0), name);
  await turn();
  // The third of `a` waits; `b` passes it.
  expect([came, places.load()]).toEqual([['a1', 'a2', 'b1'], { taken: 3, waiting: 3 }]);
  await leave('b1');
  expect(came.slice(3)).toEqual(['b2']);
  await leave('a1');
  expect(came.slice(4)).toEqual(['a3']);
  await leave('a2');
  expect(came.slice(5)).toEqual(['c1']);
  for (const name of ['a3', 'b2', 'c1']) await leave(name);
  expect(places.load()).toEqual({ taken: 0, waiting: 0 });
});

it('who has waited long enough goes away and leaves the line', async () => {
  const places = createPlaces({ atOnce: 1, perOwner: 1 });
  const leave = await places.take('a', LONG);
  expect(await places.take('b', 1)).toBeUndefined();
  expect(places.load()).toEqual({ taken: 1, waiting: 0 });
  leave?.();
  expect(await places.take('b', 0)).toBeTypeOf('function');
});
