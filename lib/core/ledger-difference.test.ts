import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryKey, ledgerDifference } from './ledger-difference';

const quantities = fc.integer({ min: -5000, max: 5000 }).map((n) => (n / 1000).toFixed(3));

describe('difference (R22, R24)', () => {
  it('numbers a posting after every earlier one of its key, also a reversed one', () => {
    const wanted = { itemId: 'a', ingredientId: 'x', storageUnitId: 's', quantity: '-2', unitCost: '0' };
    const standing = { ...wanted, id: '1', quantity: '-1.000000', unitCost: '0.000000' };
    const changed = ledgerDifference([standing], [wanted], new Map([[entryKey(wanted), 4]]));
    expect(changed).toEqual({ keep: [], reverse: [standing], post: [{ ...wanted, revision: 5 }] });
    expect(ledgerDifference([], [wanted], new Map()).post[0]?.revision).toBe(1);
    expect(ledgerDifference([standing], [{ ...wanted, quantity: '-1' }], new Map()).keep).toEqual([standing]);
    expect(ledgerDifference([standing], [], new Map()).reverse).toEqual([standing]);
  });

  it('a difference that was written leaves nothing to write (R24)', () => {
    const wanted = fc.uniqueArray(
      fc.record({
        itemId: fc.constantFrom('a', 'b', 'c'),
        ingredientId: fc.constantFrom('x', 'y'),
        storageUnitId: fc.constantFrom('s', 't'),
        quantity: quantities,
        unitCost: fc.constantFrom('0', '1.5', '1.500000'),
      }),
      { selector: (entry) => `${entry.itemId}${entry.ingredientId}` },
    );
    fc.assert(
      fc.property(wanted, wanted, (before, after) => {
        const posted = before.map((entry, index) => ({ ...entry, id: String(index) }));
        const first = ledgerDifference(posted, after, new Map());
        const standing = [
          ...first.keep,
          ...first.post.map((entry, index) => ({ ...entry, id: `n${index}` })),
        ];
        const second = ledgerDifference(standing, after, new Map());
        expect([second.post, second.reverse]).toEqual([[], []]);
        expect(standing).toHaveLength(after.length);
      }),
    );
  });
});
