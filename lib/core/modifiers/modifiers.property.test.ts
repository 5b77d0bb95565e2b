import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bill, type Drawn, GIVING, saleOf } from '@/testing/fixtures/drawn-bills';
import { carte, kitchen } from '@/testing/fixtures/modifiers';
import { planTransfer, type TransferPlan } from '../plan-transfer';
import type { PlannedEntry } from '../planned-entries';
import {
  add,
  compare,
  type Exact,
  exact,
  fromFraction,
  multiply,
  negate,
  roundHalfEven,
  ZERO,
} from '../quantity';
import type { PlanLine } from '../sale-line';

const plan = (lines: readonly PlanLine[]): TransferPlan =>
  planTransfer({
    businessId: 'b',
    locationId: 'loc',
    dayEnd: 1,
    accounts: 1,
    lines,
    cancelledAccountIds: new Set(),
    items: carte,
    recipeSet: kitchen,
    wasteReasons: new Set(),
  });

/** Before the one rounding. */
const exactOf = ({ soldQuantity, usagePerItem, parts }: PlannedEntry): Exact =>
  (parts ?? [{ soldQuantity, usagePerItem: usagePerItem ?? '' }]).reduce(
    (sum, part) => add(sum, multiply(exact(part.soldQuantity), fromFraction(part.usagePerItem))),
    ZERO,
  );
const keyOf = ({ itemId, parentItemId, ingredientId }: PlannedEntry) =>
  `${itemId} under ${parentItemId ?? '-'}: ${ingredientId}`;
function sumsOf(plans: readonly TransferPlan[]): Map<string, Exact> {
  const sums = new Map<string, Exact>();
  for (const { entries } of plans)
    for (const entry of entries) {
      const key = keyOf(entry);
      sums.set(key, add(sums.get(key) ?? ZERO, exactOf(entry)));
    }
  return sums;
}
const texts = (sums: ReadonlyMap<string, Exact>) =>
  [...sums]
    .map(([key, sum]) => `${key} ${sum.n}/${sum.d}`)
    .filter((text) => !text.endsWith(' 0/1'))
    .sort();

describe('modifiers (R37)', () => {
  it('the order of lines never matters', () => {
    const days = fc
      .array(saleOf('any'), { maxLength: 4 })
      .map((sales) => bill(sales))
      .chain((lines) =>
        fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
      );
    fc.assert(
      fc.property(days, ([lines, others]) => {
        const canonical = ({ entries, outcomes, ...rest }: TransferPlan) => ({
          ...rest,
          unmapped: rest.unmapped.map((one) => JSON.stringify(one)).sort(),
          entries: entries.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
          outcomes: outcomes.toSorted((a, b) => a.line.seq - b.line.seq),
        });
        const [one, other] = [plan(lines), plan(others)].map(canonical);
        expect(other).toEqual(one);
      }),
    );
  });

  it("turning every quantity's sign turns every entry's, and moves no line elsewhere", () => {
    fc.assert(
      fc.property(fc.array(saleOf('any'), { maxLength: 4 }), (sales) => {
        const lines = bill(sales);
        const turned = lines.map((line) => ({
          ...line,
          quantity: roundHalfEven(negate(exact(line.quantity ?? '0'))),
        }));
        const [one, other] = [plan(lines), plan(turned)];
        const turn = (entry: PlannedEntry) =>
          `${keyOf(entry)} ${roundHalfEven(negate(exact(entry.quantity)))}`;
        expect(other.entries.map((entry) => `${keyOf(entry)} ${entry.quantity}`).sort()).toEqual(
          one.entries.map(turn).sort(),
        );
        expect(other.outcomes.map(({ bucket, reason, warning }) => [bucket, reason, warning])).toEqual(
          one.outcomes.map(({ bucket, reason, warning }) => [bucket, reason, warning]),
        );
      }),
    );
  });

  it('bills sum, and so do the sales of a bill of which nothing is taken back', () => {
    fc.assert(
      fc.property(
        fc.array(saleOf('any'), { maxLength: 3 }),
        fc.array(saleOf('sold'), { maxLength: 4 }),
        (a, b) => {
          const [first, second] = [bill(a), bill(b, 'A2')];
          expect(texts(sumsOf([plan([...first, ...second])]))).toEqual(
            texts(sumsOf([plan(first), plan(second)])),
          );
          const alone = b.map((sale) => plan(bill([sale])));
          expect(texts(sumsOf([plan(second)]))).toEqual(texts(sumsOf(alone)));
        },
      ),
    );
  });

  it('a sale with its modifiers never takes less than nothing', () => {
    const isGiving = ({ sku, children }: Drawn): boolean => GIVING.has(sku) || children.some(isGiving);
    const sales = saleOf('sold').filter((sale) => !isGiving(sale));
    fc.assert(
      fc.property(sales, (sale) => {
        const totals = new Map<string, Exact>();
        for (const entry of plan(bill([sale])).entries)
          totals.set(entry.ingredientId, add(totals.get(entry.ingredientId) ?? ZERO, exactOf(entry)));
        for (const [ingredient, total] of totals)
          expect([ingredient, compare(total, ZERO) <= 0]).toEqual([ingredient, true]);
      }),
    );
  });

  it('every line ends in one bucket, and entries are of deducted lines, each once (R26)', () => {
    fc.assert(
      fc.property(fc.array(saleOf('any'), { maxLength: 4 }), (sales) => {
        const result = plan(bill(sales));
        expect(result.isReconciled).toBe(true);
        const lines = Object.values(result.buckets).reduce((sum, bucket) => sum + bucket.lines, 0);
        expect(lines).toBe(result.outcomes.length);
        const deducted = new Map(
          result.outcomes
            .filter(({ bucket }) => bucket === 'deducted')
            .map(({ line, itemId }) => [line.seq, itemId]),
        );
        const seen = new Set<string>();
        for (const { itemId, ingredientId, sourceLines } of result.entries) {
          for (const seq of sourceLines) {
            expect(deducted.get(seq)).toBe(itemId);
            expect(seen.has(`${seq} ${ingredientId}`)).toBe(false);
            seen.add(`${seq} ${ingredientId}`);
          }
        }
        expect(new Set(result.entries.map(keyOf)).size).toBe(result.entries.length);
      }),
    );
  });
});
