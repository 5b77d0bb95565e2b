import { HOUR } from './bill-maker';
import type { MakeScenario } from './hostile-scenarios';
import { REASONS, WASTE_REASON } from './reasons';

/** What is odd about accounts that follow, cancel or repeat one another. */
export const accountScenarios = {
  void_whole({ again, sale, following, later, put }, { closed, lines, plain }) {
    put([
      plain,
      sale('VOID', again(lines, -1), later(closed, 1), { ...following(plain), voidReason: REASONS[0] }),
    ]);
  },
  refund({ dice, again, sale, following, later, put }, { closed, lines, first, plain }) {
    put([
      plain,
      sale('REFUND', again(dice.chance(0.5) ? lines : [first], -1), later(closed, 2), following(plain)),
    ]);
  },
  refund_waste({ again, sale, following, later, put }, { closed, lines, plain }) {
    put([
      plain,
      sale('REFUND', again(lines, -1), later(closed, 2), {
        ...following(plain),
        voidReason: WASTE_REASON,
      }),
    ]);
  },
  reopened({ again, sale, following, order, later, put }, { closed, lines, plain }) {
    const refund = sale('REFUND', again(lines, -1), later(closed, 1), following(plain));
    put([
      plain,
      refund,
      sale('RECALL', [...again(lines, 1), ...order()], later(closed, 2), following(refund)),
    ]);
  },
  split({ again, sale, following, later, put }, { closed, lines, plain }) {
    put([
      plain,
      sale('SPLIT', again(lines, -1), later(closed, 1), following(plain)),
      sale(
        'SPLIT',
        again(lines, 1).map((one) => ({ ...one, quantity: half(one.quantity) })),
        later(closed, 1),
        following(plain),
      ),
      sale(
        'SPLIT',
        again(lines, 1).map((one) => ({ ...one, quantity: half(one.quantity) })),
        later(closed, 1),
        following(plain),
      ),
    ]);
  },
  transfer({ again, sale, following, later, put }, { closed, lines, plain }) {
    put([
      plain,
      sale('TRANSFER', again(lines, -1), later(closed, 1), following(plain)),
      sale('TRANSFER', again(lines, 1), later(closed, 1), following(plain)),
    ]);
  },
  update({ again, sale, following, later, put }, { closed, first, plain }) {
    put([plain, sale('UPDATE', again([first], 1), later(closed, 1), following(plain))]);
  },
  transitory({ again, sale, following, later, put }, { closed, lines }) {
    const carriedOver = sale('TRANSITORY', again(lines, -1), closed);
    put([carriedOver, sale('SALE', lines, later(closed, 1), following(carriedOver))]);
  },
  float({ line, sale, put }, { closed }) {
    put([sale('FLOAT', [line({ sku: null, name: 'Cash drop' }, '1.000')], closed)]);
  },
  cross_bl({ sale, put }, { closed, lines }) {
    put([sale('CROSS_BL', lines, closed)]);
  },
  cancel({ again, sale, put }, { closed, lines }) {
    put([sale('CANCEL', again(lines, -1), closed)]);
  },
  cancelled_with_twin({ again, sale, following, later, put }, { closed, lines, plain }) {
    const gone = { ...plain, cancelled: true };
    put([
      gone,
      sale('CANCEL', again(lines, -1, { voidReason: REASONS[0] }), later(closed, 1), following(gone)),
    ]);
  },
  cancelled_without_twin({ dice, sale, put }, { closed, plain }) {
    put([
      { ...plain, cancelled: true },
      ...(dice.chance(0.3) ? [sale('SALE', [], closed, { cancelled: true })] : []),
    ]);
  },
  cancelled_later({ again, sale, following, onDay, put, carry }, { closed, lines, plain, wait }) {
    // V2: the twin is dated when the back office did it; the original is flagged from then on.
    const at = onDay(wait, closed);
    const twin = sale('CANCEL', again(lines, -1), at, following(plain));
    put([plain], { cancelAt: at });
    carry(wait, twin, at);
  },
  twin_later({ again, sale, following, onDay, put, carry }, { closed, lines, plain, wait }) {
    const at = onDay(wait, closed);
    put([plain]);
    carry(wait, sale('REFUND', again(lines, -1), at, following(plain)), at);
  },
  two_days({ end, put, carry }, { plain }) {
    put([plain]);
    carry(1, plain, end);
  },
  late_upload({ dice, end, put }, { plain }) {
    put([plain], { uploadAt: end + dice.below(5 * 24) * HOUR });
  },
  number_again({ dice, again, sale, named, following, order, later, put }, { closed, lines, first, plain }) {
    // Two accounts under one number, of one line id; a refund names the number.
    const isGone = dice.chance(0.4);
    const second = again(order().slice(0, 1), 1, { id: first.id });
    const other = named(sale('SALE', second, later(closed, 2)), plain.accountFiscId as string, 'second');
    put([
      isGone ? { ...plain, cancelled: true } : plain,
      other,
      sale(
        'REFUND',
        again(dice.chance(0.5) ? lines : second, -1),
        later(closed, dice.chance(0.5) ? 1 : 3),
        following(plain),
      ),
    ]);
  },
  number_again_next_day({ dice, again, sale, named, onDay, put, carry }, { closed, first, plain }) {
    const at = onDay(1, closed);
    const other = named(
      sale('SALE', again([first], 1, { id: first.id }), at),
      plain.accountFiscId as string,
      'next',
    );
    put([dice.chance(0.3) ? { ...plain, cancelled: true } : plain]);
    carry(1, other, at);
  },
  reopened_cancelled({ again, sale, following, order, later, put }, { closed, lines, plain }) {
    put([
      { ...plain, cancelled: true },
      sale('REFUND', again(lines, -1), later(closed, 1), following(plain)),
      sale('RECALL', [...again(lines, 1), ...order()], later(closed, 2), following(plain)),
    ]);
  },
  reopened_over_days({ again, sale, following, onDay, put, carry }, { closed, lines, plain, wait }) {
    const at = onDay(wait, closed);
    put([plain], { cancelAt: at });
    const bills = [
      sale('REFUND', again(lines, -1), at, following(plain)),
      sale('RECALL', again(lines, 1), at, following(plain)),
    ];
    for (const one of bills) carry(wait, one, at);
  },
  negative_behind_cancelled({ again, sale, following, later, put }, { closed, first, plain }) {
    put([
      { ...plain, cancelled: true },
      sale(
        'UPDATE',
        [...again([first], 1, { quantity: '1.000' }), ...again([first], -1, { quantity: '-1.500' })],
        later(closed, 1),
        following(plain),
      ),
    ]);
  },
  reason_spelt_otherwise({ dice, again, sale, following, later, put }, { closed, lines, plain }) {
    put([
      plain,
      sale('REFUND', again(lines, -1), later(closed, 2), {
        ...following(plain),
        voidReason: dice.pick([' KÜCHE: VERBRANNT ', 'kuche: verbrannt', 'Ku\u0308che: Verbrannt']),
      }),
    ]);
  },
} satisfies Record<string, MakeScenario>;

/** Half of `n.000`, to three decimals. */
const half = (text: string | undefined) => (Number(text) / 2).toFixed(3);
