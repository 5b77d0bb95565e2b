import type { SimLine, SimSale } from '@/lib/lightspeed/simulator/sales';
import { LOCAL_SKU, ODD_SKU } from './hostile-catalogue';
import type { MakeScenario } from './hostile-scenarios';
import { REASONS } from './reasons';

/** What is odd about single lines, or about how an account is written. */
export const lineScenarios = {
  void_line({ dice, again, put }, { lines, first, plain }) {
    lines.push(...again([first], -1, { quantity: '-1.000', voidReason: dice.pick(REASONS) }));
    put([plain]);
  },
  modifiers({ dice, again, bySku, sellable, line, sale, put }, { closed }) {
    const parent = line(bySku('52') ?? dice.pick(sellable), '2.000');
    const child = line(bySku('910') ?? dice.pick(sellable), '2.000', { parentLineId: parent.id });
    const grandchild = line(bySku('912') ?? dice.pick(sellable), '1.000', { parentLineId: child.id });
    const lines = [parent, child, grandchild];
    // The number of the line says what else happened to it; nothing more is drawn.
    const onDish = again([grandchild], 1, { parentLineId: parent.id });
    const voided = (some: readonly SimLine[], more: Partial<SimLine> = {}) =>
      again(some, -1, { voidReason: REASONS[0] as string, ...more });
    const which = Number(parent.id?.split('.').at(-1)) % 8;
    if (which > 0) lines.push(...onDish);
    if (which === 2) lines.push(...voided([parent]));
    if (which === 3) {
      const [head, ...rest] = voided([parent, child, ...onDish]);
      lines.push(...[head as SimLine, ...rest.map((one) => ({ ...one, parentLineId: head?.id as string }))]);
    }
    if (which === 4) lines.push(...again(onDish, 1, { quantity: '5.000' }));
    if (which === 5) lines.push(...voided(onDish, { parentLineId: onDish[0]?.id as string }));
    if (which === 6) lines.push(...voided(onDish).map(({ parentLineId: _, ...one }) => one));
    if (which === 7) lines.push(...again([child], 1, { parentLineId: 'S0.0' }));
    put([sale('SALE', lines, closed)]);
  },
  combo({ dice, bySku, sellable, line, sale, put }, { closed }) {
    const head = line(bySku('950') ?? dice.pick(sellable), '1.000');
    const parts = [
      line(dice.pick(sellable), '1.000', { parentLineId: head.id, totalNetAmountWithTax: '0.00' }),
    ];
    put([sale('SALE', [head, ...parts], closed)]);
  },
  by_weight({ dice, bySku, sellable, line, sale, put }, { closed }) {
    put([sale('SALE', [line(bySku('701') ?? dice.pick(sellable), `0.${100 + dice.below(900)}`)], closed)]);
  },
  zero_price({ dice, bySku, sellable, line, sale, put }, { closed }) {
    const base = line(bySku('25') ?? dice.pick(sellable), '1.000', { totalNetAmountWithTax: '0.00' });
    put([
      sale(
        'SALE',
        [base, line(bySku('26') ?? dice.pick(sellable), '1.000', { parentLineId: base.id })],
        closed,
      ),
    ]);
  },
  free_text({ line, put }, { lines, plain }) {
    lines.push(line({ sku: null, name: 'Open item' }, '1.000', { nameOverride: 'Geburtstagstorte' }));
    put([plain]);
  },
  unknown_sku({ dice, line, put }, { lines, plain }) {
    lines.push(line({ sku: `gone-${dice.below(3)}`, name: 'Long gone' }, '1.000'));
    put([plain]);
  },
  dot_sku({ line, sale, put }, { closed }) {
    put([
      sale(
        'SALE',
        [
          line({ sku: '542', name: 'Cola' }, '2.000'),
          line({ sku: '542.', name: 'Cola Zero' }, '3.000'),
          line({ sku: ' 7 ', name: 'Spaces' }, '1.000'),
        ],
        closed,
      ),
    ]);
  },
  local_sku({ line, sale, put }, { closed }) {
    put([sale('SALE', [line({ sku: LOCAL_SKU, name: 'House drink' }, '2.000')], closed)]);
  },
  delivered_twice({ put }, { plain }) {
    put([plain, plain]);
  },
  line_twice({ put }, { lines, first, plain }) {
    lines.push({ ...first });
    put([plain]);
  },
  malformed_line({ dice, put }, { lines, first, plain }) {
    const bad = dice.pick([
      { ...first, id: 'bad-1', quantity: 'two' },
      { ...first, id: 'bad-2', quantity: undefined },
      { ...first, id: 'bad-3', quantity: '1e3' },
      { ...first, id: undefined },
      { ...first, id: 'bad-4', quantity: { value: 1 } },
      null,
      'a line',
    ]) as SimLine;
    lines.splice(dice.below(lines.length + 1), 0, bad);
    put([plain]);
  },
  malformed_account({ sale, put }, { closed, lines, plain }) {
    const bad = { ...sale('SALE', lines, closed), salesLines: { not: 'a list' } } as unknown as SimSale;
    put([plain, bad]);
  },
  unknown_type({ sale, order, put }, { closed, lines }) {
    put([sale('BRAND_NEW_TYPE', lines, closed), sale(undefined, order(), closed)]);
  },
  number_quantity({ dice, sellable, line, put }, { lines, plain }) {
    lines.push({ ...line(dice.pick(sellable), '1.500'), quantity: 1.5 as unknown as string });
    put([plain]);
  },
  big_quantity({ dice, sellable, line, put }, { lines, plain }) {
    lines.push(line(dice.pick(sellable), '99999999.000'));
    put([plain]);
  },
  same_instant({ dice, sellable, line, sale, put }, { closed }) {
    const count = dice.chance(0.05) ? 130 : 6;
    put(Array.from({ length: count }, () => sale('SALE', [line(dice.pick(sellable), '1.000')], closed)));
  },
  at_the_edge({ opened, end, sale, order, put }, { lines }) {
    put([sale('SALE', lines, opened), sale('SALE', order(), end - 1)]);
  },
  number_only({ put }, { plain }) {
    const { accountReference: _, ...bare } = plain;
    put([bare]);
  },
  odd_text({ line, put }, { lines, plain }) {
    lines.push(line({ sku: ODD_SKU, name: 'Eis \ud83c' }, '2.000', { nameOverride: 'x\u0000' }));
    put([plain]);
  },
  money_as_text({ dice, sellable, line, put }, { lines, plain }) {
    lines.push(
      line(dice.pick(sellable), '1.000', { totalNetAmountWithTax: dice.pick(['12,50', '1.234,5', '-']) }),
    );
    put([plain]);
  },
  null_cancelled({ put }, { plain }) {
    put([{ ...plain, cancelled: null }]);
  },
} satisfies Record<string, MakeScenario>;
