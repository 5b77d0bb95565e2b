import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { planItem, planLine } from '@/testing/fixtures/plan-line';
import { recipeSet } from '@/testing/fixtures/recipe-set';
import { planTransfer, type TransferPlan } from './plan-transfer';
import type { PlanItem } from './resolve-item';
import type { PlanLine } from './sale-line';

const items: PlanItem[] = [
  planItem('cola', { ingredientId: 'cola' }),
  planItem('espresso', { ingredientId: 'beans', quantity: '0.009' }),
  planItem('steak', { recipeId: 'steak' }),
  planItem('burger', { recipeId: 'burger' }),
  planItem('no-cheese', { ingredientId: 'cheese', quantity: '0.02', isSubtraction: true }),
  planItem('gift', { state: 'ignored', quantity: null }),
  planItem('bad-unit', { recipeId: 'wrong-unit' }),
  planItem('new', null),
];
const SKUS = [...items.map(({ id }) => id), 'nope', null];

/** The same days on every machine and in every version of the tools. */
function* dice(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

function dayOf(seed: number): PlanLine[] {
  const throws = dice(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(throws.next().value * from.length)] as T;
  const bills = ['A1', 'A2', 'A3'].map((accountId) => ({
    accountId,
    accountType: pick(['SALE', 'SALE', 'SALE', 'REFUND', 'FLOAT', 'CROSS_BL']),
  }));
  return Array.from({ length: 40 }, (_, seq) => {
    const quantity = pick(['1', '2.000', '-1', '0.185', '-0.5', '3']);
    return planLine(pick(SKUS), quantity, {
      ...pick(bills),
      seq,
      lineId: `S${Math.floor(throws.next().value * 38)}`,
      voidReason: pick([null, null, null, 'Burnt', 'Mistake']),
      netValue: pick(['2.5', '0', '-4.25', null]),
    });
  });
}

/** What a plan says, in one fixed form; the bucket that came later only where a line is in it. */
function canonical({ outcomes, entries, buckets, otherNames, ...rest }: TransferPlan): string {
  const inOrder = (_: string, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  const text = (one: object) => JSON.stringify(one, inOrder);
  expect(otherNames).toEqual([]);
  return text({
    ...rest,
    buckets: Object.fromEntries(
      Object.entries(buckets).filter(([name, { lines }]) => name !== 'held' || lines > 0),
    ),
    entries: entries.map(text).sort(),
    outcomes: outcomes.map(({ line, ...outcome }) => text({ ...outcome, seq: line.seq })).sort(),
  });
}

const plan = (lines: readonly PlanLine[]) =>
  canonical(
    planTransfer({
      businessId: 'b',
      locationId: 'loc',
      dayEnd: 1,
      accounts: 3,
      lines,
      cancelledAccountIds: new Set(),
      items,
      recipeSet,
      wasteReasons: new Set(['burnt']),
    }),
  );

/** The same lines, some of them under others of their bill, or under what is not there. */
function hung(lines: readonly PlanLine[], seed: number): PlanLine[] {
  const throws = dice(seed + 1000);
  // What is unmapped and has parts is a combo since (R39).
  const isOpen = new Set(lines.filter(({ sku }) => sku === 'new').map(({ lineId }) => lineId));
  return lines.map((line) => {
    const parent = Math.floor(throws.next().value * 60);
    return { ...line, parentLineId: parent < 40 && !isOpen.has(`S${parent}`) ? `S${parent}` : null };
  });
}

describe('where nobody said what modifiers do, a plan is what it was before one could (R37)', () => {
  const BEFORE = '4fe627786b0de91ca35240506b72b208aeae624075fb6f137e9ee6b4bbf9e4c1';
  test.each([
    ['each line by itself', dayOf],
    ['lines under lines', (seed: number) => hung(dayOf(seed), seed)],
  ])('%s', (_, make) => {
    const digest = createHash('sha256');
    for (let seed = 1; seed <= 200; seed++) digest.update(plan(make(seed)));
    expect(digest.digest('hex')).toBe(BEFORE);
  });
});
