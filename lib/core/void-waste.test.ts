import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bill, saleOf } from '@/testing/fixtures/drawn-bills';
import { billOf, carte, kitchen } from '@/testing/fixtures/modifiers';
import { planTransfer } from './plan-transfer';
import type { PlannedEntry } from './planned-entries';
import { add, compare, type Exact, exact, fromFraction, multiply, ZERO } from './quantity';
import { reasonKey } from './reason-key';
import type { PlanLine } from './sale-line';

const BURNT = reasonKey(' burnt ');
const plan = (lines: readonly PlanLine[], outcome: 'returned' | 'gone' | 'waste') =>
  planTransfer({
    businessId: 'b',
    locationId: 'loc',
    dayEnd: 1,
    accounts: 1,
    lines,
    cancelledAccountIds: new Set(),
    items: carte,
    recipeSet: kitchen,
    wasteReasons: new Set(outcome === 'returned' ? [] : ['burnt']),
    bookedReasons: new Map(outcome === 'waste' ? [[BURNT, { key: BURNT, versionId: 'w1' }]] : []),
  });
const shown = ({ itemId, parentItemId, ingredientId, quantity, purpose }: PlannedEntry) =>
  `${itemId}${parentItemId ? ` under ${parentItemId}` : ''}: ${quantity} ${ingredientId}${purpose ? ` as ${purpose}` : ''}`;
const entriesOf = (text: string, outcome: 'returned' | 'gone' | 'waste') =>
  plan(billOf(text), outcome).entries.map(shown).sort();

describe('goods voided for a reason whose goods are gone (R16)', () => {
  test.each([
    {
      what: 'one of two is burnt',
      bill: '2 cola | -1 cola!!',
      gone: ['cola: -2 cola'],
      waste: ['cola: -1 cola', 'cola: -1 cola as waste BURNT'],
    },
    {
      what: 'the only one is burnt: nothing was sold',
      bill: '1 cola | -1 cola!!',
      gone: ['cola: -1 cola'],
      waste: ['cola: -1 cola as waste BURNT'],
    },
    {
      what: 'one is burnt and one was a mistake',
      bill: '3 cola | -1 cola!! | -1 cola!',
      gone: ['cola: -2 cola'],
      waste: ['cola: -1 cola', 'cola: -1 cola as waste BURNT'],
    },
    {
      what: 'its sale is on another day',
      bill: '-1 cola!!',
      gone: [],
      waste: ['cola: -1 cola as waste BURNT', 'cola: 1 cola'],
    },
    {
      what: 'a dish without cheese is wasted without it where the void has its modifier',
      bill: '1 burger | .1 no-cheese | -1 burger!! | .-1 no-cheese!!',
      gone: [
        'burger: -0.02 cheese',
        'burger: -0.18 beef',
        'burger: -6 spice',
        'no-cheese under burger: 0.02 cheese',
      ],
      waste: [
        'burger: -0.02 cheese as waste BURNT',
        'burger: -0.18 beef as waste BURNT',
        'burger: -6 spice as waste BURNT',
        'no-cheese under burger: 0.02 cheese as waste BURNT',
      ],
    },
    {
      what: 'what is ignored or unmapped moves nothing',
      bill: '1 gift | -1 gift!! | 1 base | -1 base!!',
      gone: [],
      waste: [],
    },
    {
      what: 'a modifier whose sale is not there moves nothing',
      bill: '1 burger | -1 more-cheese!!',
      gone: ['burger: -0.02 cheese', 'burger: -0.18 beef', 'burger: -6 spice'],
      waste: ['burger: -0.02 cheese', 'burger: -0.18 beef', 'burger: -6 spice'],
    },
  ])('$what', ({ bill, gone, waste }) => {
    expect(entriesOf(bill, 'gone')).toEqual(gone.toSorted());
    expect(entriesOf(bill, 'waste')).toEqual(waste.toSorted());
  });

  test('a refund is taken for the bill behind it, in its size', () => {
    const sale = billOf('1 cola | .1 2cl').map((line) => ({ ...line, accountNumber: 'N1' }));
    const refund = billOf('-1 2cl!!', 'A2').map((line) => ({
      ...line,
      seq: line.seq + 10,
      accountType: 'REFUND',
      previousAccountId: 'N1',
    }));
    expect(plan([...sale, ...refund], 'waste').entries.map(shown)).toEqual([
      '2cl under cola: -2 syrup as waste BURNT',
    ]);
  });

  test('a line says what was done with it, whatever case, accents or blanks its reason has', () => {
    const lines = billOf('2 cola | -1 cola!!');
    const spelt = lines.map((line) => (line.voidReason ? { ...line, voidReason: '  BURNT ' } : line));
    expect(plan(spelt, 'waste').outcomes.map(({ bucket, reason }) => [bucket, reason])).toEqual([
      ['deducted', null],
      ['no_goods', 'waste_booked'],
    ]);
    expect(plan(spelt, 'gone').outcomes[1]).toMatchObject({ bucket: 'no_goods', reason: 'waste' });
    expect(plan(spelt, 'returned').outcomes[1]).toMatchObject({ bucket: 'deducted', reason: null });
  });

  /** Before the one rounding of each entry. */
  const exactOf = ({ soldQuantity, usagePerItem, parts }: PlannedEntry): Exact =>
    (parts ?? [{ soldQuantity, usagePerItem: usagePerItem ?? '' }]).reduce(
      (sum, part) => add(sum, multiply(exact(part.soldQuantity), fromFraction(part.usagePerItem))),
      ZERO,
    );
  const sums = (entries: readonly PlannedEntry[]) => {
    const of = new Map<string, Exact>();
    for (const entry of entries) {
      const key = `${entry.itemId} ${entry.parentItemId ?? ''} ${entry.ingredientId}`;
      of.set(key, add(of.get(key) ?? ZERO, exactOf(entry)));
    }
    return [...of].filter(([, sum]) => compare(sum, ZERO) !== 0).map(([key, { n, d }]) => `${key} ${n}/${d}`);
  };
  const burning = fc
    .tuple(fc.array(saleOf('any'), { maxLength: 4 }), fc.array(fc.nat(40), { maxLength: 6 }))
    .map(([sales, burnt]) =>
      bill(sales).map((line, at) => (burnt.includes(at) ? { ...line, voidReason: 'Burnt' } : line)),
    );

  test('booking it as waste moves no stock that leaving the sale would not', () => {
    fc.assert(
      fc.property(burning, (lines) => {
        const [gone, waste] = [plan(lines, 'gone'), plan(lines, 'waste')];
        expect(sums(waste.entries).sort()).toEqual(sums(gone.entries).sort());
        expect(waste.buckets).toEqual(gone.buckets);
      }),
    );
  });

  test('the order of lines never matters', () => {
    const days = burning.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
    );
    fc.assert(
      fc.property(days, ([lines, others]) => {
        const [one, other] = [lines, others].map((some) => plan(some, 'waste').entries.map(shown).sort());
        expect(other).toEqual(one);
      }),
    );
  });
});
