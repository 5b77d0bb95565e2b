import { describe, expect, it, test } from 'vitest';
import { billOf, carte, kitchen, modifierRule } from '@/testing/fixtures/modifiers';
import { planItem } from '@/testing/fixtures/plan-line';
import type { PlanBucket } from '../classify-line';
import { usageByMapping } from '../item-usage';
import { type PlanInput, planTransfer, type TransferPlan } from '../plan-transfer';
import type { PlanItem } from '../resolve-item';
import { lineKey, type PlanLine } from '../sale-line';
import { Bills, type ModifiedLine } from './modified-lines';
import type { ModifierRule } from './rule';

const withRule = (id: string, rule: Partial<ModifierRule>): PlanItem => ({
  ...planItem(id, null),
  modifierRules: [modifierRule(`r-${id}`, rule)],
});
const plan = (lines: readonly PlanLine[], more: Partial<PlanInput> = {}): TransferPlan =>
  planTransfer({
    businessId: 'b',
    locationId: 'loc',
    dayEnd: 1,
    accounts: 1,
    lines,
    cancelledAccountIds: new Set(),
    items: carte,
    recipeSet: kitchen,
    wasteReasons: new Set(['burnt']),
    ...more,
  });
/** `burger: beef -0.18, cheese -0.02; no-cheese under burger: cheese 0.02` */
function entriesOf({ entries }: TransferPlan): string {
  const by = new Map<string, string[]>();
  for (const { itemId, parentItemId, ingredientId, quantity } of entries) {
    const key = parentItemId ? `${itemId} under ${parentItemId}` : `${itemId}`;
    by.set(key, [...(by.get(key) ?? []), `${ingredientId} ${quantity}`]);
  }
  return [...by]
    .map(([key, own]) => `${key}: ${own.sort().join(', ')}`)
    .sort()
    .join('; ');
}
/** One word a line: its reason, else its bucket; `*` where it carries a warning. */
const outcomesOf = ({ outcomes }: TransferPlan) =>
  outcomes.map(({ bucket, reason, warning }) => `${reason ?? bucket}${warning ? '*' : ''}`).join(' ');

const BURGER = 'burger: beef -0.18, cheese -0.02, spice -6';

type Case = [name: string, bill: string, entries: string, outcomes: string];
function cases(name: string, rows: Case[]) {
  describe(name, () => {
    test.each(rows)('%s: %s', (_, bill, entries, outcomes) => {
      const result = plan(billOf(bill));
      expect(entriesOf(result)).toBe(entries);
      expect(outcomesOf(result)).toBe(outcomes);
      expect(result.isReconciled).toBe(true);
    });
  });
}
// What one bill takes, by item and parent, and where its lines go; `*` marks a warning.
cases('effects of its own', [
  [
    'more cheese, for the group of the parent',
    '1 burger | .1 more-cheese',
    `${BURGER}; more-cheese under burger: cheese -0.02`,
    'deducted deducted',
  ],
  [
    'more cheese, for the parent',
    '1 twin | .1 more-cheese',
    'more-cheese under twin: cheese -0.04; twin: beef -0.36, cheese -0.04, spice -12',
    'deducted deducted',
  ],
  [
    'more cheese, for any other parent',
    '1 pizza | .1 more-cheese',
    'more-cheese under pizza: cheese -0.01; pizza: beef -0.05, cheese -0.15',
    'deducted deducted',
  ],
  [
    'more cheese, under what is not known',
    '1 nope | .1 more-cheese',
    'more-cheese: cheese -0.01',
    'unknown_sku deducted',
  ],
  [
    'a recipe, as often as the modifier says',
    '1 burger | .2 more-patty',
    `${BURGER}; more-patty under burger: beef -0.36, spice -12`,
    'deducted deducted',
  ],
  ['a recipe that does not explode', '1 burger | .1 more-broken', BURGER, 'deducted recipe_empty'],
  [
    'gives back a part',
    '1 burger | .1 gives-cheese',
    `${BURGER}; gives-cheese under burger: cheese 0.015`,
    'deducted deducted',
  ],
  [
    'gives back more than there is',
    '1 burger | .2 gives-cheese',
    `${BURGER}; gives-cheese under burger: cheese 0.02`,
    'deducted deducted*',
  ],
  ['gives back of what takes nothing known', '1 base | .1 gives-cheese', '', 'no_mapping deducted*'],
  ['a note takes nothing, whatever its mapping says', '1 burger | .1 note', BURGER, 'deducted ignored'],
  ['a note for one parent', '1 pizza | .1 for-pizza', 'pizza: beef -0.05, cheese -0.15', 'deducted ignored'],
  [
    'elsewhere its mapping counts',
    '1 burger | .1 for-pizza',
    `${BURGER}; for-pizza: bun -1`,
    'deducted deducted',
  ],
  ['a note for a group of parents', '1 burger | .1 for-burgers', BURGER, 'deducted ignored'],
  [
    'elsewhere nobody has said',
    '1 pizza | .1 for-burgers',
    'pizza: beef -0.05, cheese -0.15',
    'deducted no_mapping',
  ],
  [
    'without rules the mapping counts',
    '1 burger | .1 sauce',
    `${BURGER}; sauce: syrup -3`,
    'deducted deducted',
  ],
  [
    'without rules what is given back is not cut (R18)',
    '1 burger | .1 old-no-cheese',
    `${BURGER}; old-no-cheese: cheese 0.05`,
    'deducted deducted',
  ],
  [
    'a removal is cut beside it',
    '1 burger | .1 old-no-cheese | .1 no-cheese',
    `${BURGER}; old-no-cheese: cheese 0.05`,
    'deducted deducted deducted*',
  ],
]);
cases('removals', [
  [
    'all of an ingredient',
    '1 burger | .1 no-cheese',
    `${BURGER}; no-cheese under burger: cheese 0.02`,
    'deducted deducted',
  ],
  [
    'for each piece',
    '2 burger | .2 no-cheese',
    'burger: beef -0.36, cheese -0.04, spice -12; no-cheese under burger: cheese 0.04',
    'deducted deducted',
  ],
  [
    'of one of two',
    '2 burger | .1 no-cheese',
    'burger: beef -0.36, cheese -0.04, spice -12; no-cheese under burger: cheese 0.02',
    'deducted deducted',
  ],
  [
    'half a piece of a whole one',
    '1 burger | .0.5 no-cheese',
    `${BURGER}; no-cheese under burger: cheese 0.01`,
    'deducted deducted',
  ],
  [
    'by weight',
    '0.5 burger | .0.5 no-cheese',
    'burger: beef -0.09, cheese -0.01, spice -3; no-cheese under burger: cheese 0.01',
    'deducted deducted',
  ],
  [
    'more than there is',
    '1 burger | .2 no-cheese',
    `${BURGER}; no-cheese under burger: cheese 0.02`,
    'deducted deducted*',
  ],
  [
    'twice',
    '1 burger | .1 no-cheese | .1 no-cheese',
    `${BURGER}; no-cheese under burger: cheese 0.02`,
    'deducted deducted* deducted*',
  ],
  [
    'a part, for one parent',
    '1 pizza | .1 no-cheese',
    'no-cheese under pizza: cheese 0.075; pizza: beef -0.05, cheese -0.15',
    'deducted deducted',
  ],
  [
    'a part, for every parent',
    '1 burger | .1 half-beef',
    `${BURGER}; half-beef under burger: beef 0.09`,
    'deducted deducted',
  ],
  ['what the parent does not have', '1 bowl | .1 no-cheese', 'bowl: salad -100', 'deducted parent_has_none'],
  [
    'a sub-recipe',
    '1 burger | .1 no-patty',
    `${BURGER}; no-patty under burger: beef 0.18, spice 6`,
    'deducted deducted',
  ],
  [
    'a sub-recipe that is in it twice',
    '1 twin | .1 no-patty',
    'no-patty under twin: beef 0.36, spice 12; twin: beef -0.36, cheese -0.04, spice -12',
    'deducted deducted',
  ],
  [
    'a part of a recipe within a recipe',
    '2 burger | .1 no-mix',
    'burger: beef -0.36, cheese -0.04, spice -12; no-mix under burger: spice 3',
    'deducted deducted',
  ],
  [
    'the recipe before what is in it',
    '1 burger | .1 no-patty | .1 no-spice',
    `${BURGER}; no-patty under burger: beef 0.18, spice 6`,
    'deducted deducted parent_has_none',
  ],
  [
    'what is added stays',
    '1 burger | .1 more-cheese | .1 no-cheese',
    `${BURGER}; more-cheese under burger: cheese -0.02; no-cheese under burger: cheese 0.02`,
    'deducted deducted deducted',
  ],
  [
    'another sale of the dish is another',
    '1 burger | 1 burger | .1 no-cheese',
    'burger: beef -0.36, cheese -0.04, spice -12; no-cheese under burger: cheese 0.02',
    'deducted deducted deducted',
  ],
]);
cases('scaling', [
  ['double', '1 burger | .1 double', `${BURGER}; double under ${BURGER}`, 'deducted deducted'],
  [
    'double one of two',
    '2 burger | .1 double',
    `burger: beef -0.36, cheese -0.04, spice -12; double under ${BURGER}`,
    'deducted deducted',
  ],
  [
    'half',
    '1 burger | .1 small',
    `${BURGER}; small under burger: beef 0.09, cheese 0.01, spice 3`,
    'deducted deducted',
  ],
  [
    'less than nothing',
    '1 burger | .3 small',
    `${BURGER}; small under burger: beef 0.18, cheese 0.02, spice 6`,
    'deducted deducted*',
  ],
  [
    'up and down',
    '1 burger | .1 small | .1 double',
    `${BURGER}; double under ${BURGER}; small under burger: beef 0.09, cheese 0.01, spice 3`,
    'deducted deducted deducted',
  ],
  [
    'a removal is of all that is there then',
    '1 burger | .1 double | .1 no-cheese',
    `${BURGER}; double under ${BURGER}; no-cheese under burger: cheese 0.04`,
    'deducted deducted deducted',
  ],
  [
    'a removal under the size is too',
    '1 burger | .1 double | ..1 no-cheese',
    `${BURGER}; double under ${BURGER}; no-cheese under double: cheese 0.04`,
    'deducted deducted deducted',
  ],
  [
    'what is said for the dish counts under its size',
    '1 pizza | .1 double | ..1 no-cheese',
    'double under pizza: beef -0.05, cheese -0.15; no-cheese under pizza: cheese 0.15; pizza: beef -0.05, cheese -0.15',
    'deducted deducted deducted',
  ],
  [
    'a part under a size that halves',
    '1 burger | .1 small | ..1 half-beef',
    `${BURGER}; half-beef under small: beef 0.045; small under burger: beef 0.09, cheese 0.01, spice 3`,
    'deducted deducted deducted',
  ],
  [
    'what is added is not doubled',
    '1 burger | .1 double | .1 more-cheese',
    `${BURGER}; double under ${BURGER}; more-cheese under burger: cheese -0.02`,
    'deducted deducted deducted',
  ],
]);
cases('replacing', [
  [
    'in another unit',
    '1 plate | .1 bowl-for-fries',
    'bowl-for-fries under plate: fries 0.2, salad -100; plate: beef -0.15, fries -0.2',
    'deducted deducted',
  ],
  [
    'in pieces',
    '1 plate | .1 bun-for-fries',
    'bun-for-fries under plate: bun -1, fries 0.2; plate: beef -0.15, fries -0.2',
    'deducted deducted',
  ],
  [
    'of one of two',
    '2 plate | .1 bowl-for-fries',
    'bowl-for-fries under plate: fries 0.2, salad -100; plate: beef -0.3, fries -0.4',
    'deducted deducted',
  ],
  [
    'after the size',
    '1 plate | .1 double | .1 bowl-for-fries',
    'bowl-for-fries under plate: fries 0.4, salad -200; double under plate: beef -0.15, fries -0.2; plate: beef -0.15, fries -0.2',
    'deducted deducted deducted',
  ],
  [
    'oftener than it is there',
    '1 plate | .2 bun-for-fries',
    'bun-for-fries under plate: bun -2, fries 0.2; plate: beef -0.15, fries -0.2',
    'deducted deducted*',
  ],
  ['what the parent does not have', '1 burger | .1 bowl-for-fries', BURGER, 'deducted parent_has_none'],
]);
cases('standing for the parent', [
  ['instead of its mapping', '1 cola | .1 large', 'large under cola: cola -2, syrup -1', 'deducted deducted'],
  [
    'one of two',
    '2 cola | .1 large',
    'cola: cola -1; large under cola: cola -2, syrup -1',
    'deducted deducted',
  ],
  ['both', '2 cola | .2 large', 'large under cola: cola -4, syrup -2', 'deducted deducted'],
  ['two measures of one', '1 base | .2 2cl', '2cl under base: syrup -4', 'stood_for deducted'],
  ['of a parent nobody mapped', '1 base | .1 2cl', '2cl under base: syrup -2', 'stood_for deducted'],
  ['of one of two nobody mapped', '2 base | .1 2cl', '2cl under base: syrup -2', 'no_mapping deducted'],
  ['of an ignored one', '1 gift | .1 2cl', '2cl under gift: syrup -2', 'ignored deducted'],
  [
    'of one that cannot be worked out',
    '1 broken | .1 2cl',
    '2cl under broken: syrup -2',
    'stood_for deducted',
  ],
  [
    'scaled beside it',
    '1 cola | .1 large | .1 double',
    'double under cola: cola -2, syrup -1; large under cola: cola -2, syrup -1',
    'deducted deducted deducted',
  ],
  [
    'scaled under it',
    '1 cola | .1 large | ..1 double',
    'double under large: cola -2, syrup -1; large under cola: cola -2, syrup -1',
    'deducted deducted deducted',
  ],
]);
cases('alone, or under what takes nothing', [
  ['a removal', '1 no-cheese', '', 'sold_alone'],
  ['a size', '1 double', '', 'sold_alone'],
  ['what it adds', '1 more-cheese', 'more-cheese: cheese -0.01', 'deducted'],
  ['what it gives back', '1 gives-cheese', 'gives-cheese: cheese 0.015', 'deducted'],
  ['what stands for its parent', '1 large', 'large: cola -2, syrup -1', 'deducted'],
  ['a removal from what nobody mapped', '1 base | .1 no-cheese', '', 'no_mapping parent_unmapped'],
  ['from an ignored one', '1 gift | .1 no-cheese', '', 'ignored parent_ignored'],
  ['from one that cannot be worked out', '1 broken | .1 no-cheese', '', 'recipe_empty parent_failed'],
  ['from what is not known', '1 nope | .1 no-cheese', '', 'unknown_sku parent_unmapped'],
  [
    'from one whose quantity cannot be read',
    'x burger | .1 no-cheese',
    '',
    'quantity_not_a_number parent_failed',
  ],
  [
    'what it adds to that',
    'x burger | .1 more-cheese',
    'more-cheese under burger: cheese -0.02',
    'quantity_not_a_number deducted',
  ],
]);
cases('nesting', [
  [
    'more of more',
    '1 burger | .1 more-cheese | ..1 double',
    `${BURGER}; double under more-cheese: cheese -0.02; more-cheese under burger: cheese -0.02`,
    'deducted deducted deducted',
  ],
  [
    'half of a removal',
    '1 burger | .1 no-cheese | ..1 small',
    `${BURGER}; no-cheese under burger: cheese 0.02; small under no-cheese: cheese -0.01`,
    'deducted deducted deducted',
  ],
  [
    'through a note',
    '1 burger | .1 note | ..1 no-cheese',
    `${BURGER}; no-cheese under burger: cheese 0.02`,
    'deducted ignored deducted',
  ],
  [
    'through an ignored modifier',
    '1 burger | .1 rare | ..1 no-cheese',
    `${BURGER}; no-cheese under burger: cheese 0.02`,
    'deducted ignored deducted',
  ],
  [
    'through a choice',
    '1 burger | .1 choice | ..1 no-cheese',
    `${BURGER}; no-cheese under burger: cheese 0.02`,
    'deducted by_its_parts deducted',
  ],
  [
    'a dish in a combo',
    '1 menu | .1 burger | ..1 no-cheese | .1 cola',
    `${BURGER}; cola: cola -1; no-cheese under burger: cheese 0.02`,
    'by_its_parts deducted deducted deducted',
  ],
  [
    'a dish in a choice of a combo',
    '1 menu | .1 choice | ..1 burger | ...1 no-cheese',
    `${BURGER}; no-cheese under burger: cheese 0.02`,
    'by_its_parts by_its_parts deducted deducted',
  ],
  [
    'a size in an ignored combo',
    '1 meal | .1 burger | .1 cola | ..1 large',
    `${BURGER}; large under cola: cola -2, syrup -1`,
    'ignored deducted deducted deducted',
  ],
  [
    'a removal from a combo is from its parts',
    '1 menu | .1 burger | .1 cola | .1 no-cheese',
    `${BURGER}; cola: cola -1; no-cheese under menu: cheese 0.02`,
    'by_its_parts deducted deducted deducted',
  ],
  [
    'a size of a combo',
    '2 menu | .2 burger | .2 cola | .1 double',
    'burger: beef -0.36, cheese -0.04, spice -12; cola: cola -2; double under menu: beef -0.18, cheese -0.02, cola -1, spice -6',
    'by_its_parts deducted deducted deducted',
  ],
  ['a combo without parts', '1 menu | .1 no-cheese', '', 'no_mapping parent_unmapped'],
  [
    'cut at the dish, not at the combo',
    '1 menu | .1 burger | ..2 no-cheese | .1 pizza',
    `${BURGER}; no-cheese under burger: cheese 0.02; pizza: beef -0.05, cheese -0.15`,
    'by_its_parts deducted deducted* deducted',
  ],
]);
cases('taken back', [
  [
    'a refund',
    '-1 burger | .-1 no-cheese',
    'burger: beef 0.18, cheese 0.02, spice 6; no-cheese under burger: cheese -0.02',
    'deducted deducted',
  ],
  [
    'a refund of more than there is',
    '-1 burger | .-2 no-cheese',
    'burger: beef 0.18, cheese 0.02, spice 6; no-cheese under burger: cheese -0.02',
    'deducted deducted*',
  ],
  ['a refund of a size', '-1 cola | .-1 large', 'large under cola: cola 2, syrup 1', 'deducted deducted'],
  [
    'a void with its twin',
    '2 burger | .2 no-cheese | -1 burger! | .-1 no-cheese!',
    `${BURGER}; no-cheese under burger: cheese 0.02`,
    'deducted deducted deducted deducted',
  ],
  [
    'a void without its twin',
    '2 burger | .2 no-cheese | -1 burger!',
    `${BURGER}; no-cheese under burger: cheese 0.02`,
    'deducted deducted* deducted',
  ],
  [
    'all of it without its twin',
    '1 burger | .1 no-cheese | -1 burger!',
    '',
    'deducted parent_voided deducted',
  ],
  [
    'what was added stays',
    '1 burger | .1 more-cheese | -1 burger!',
    'more-cheese under burger: cheese -0.02',
    'deducted deducted deducted',
  ],
  ['a size of what was voided', '1 burger | .1 double | -1 burger!', '', 'deducted parent_voided deducted'],
  ['what stood for it', '1 cola | .1 large | -1 cola!', '', 'deducted parent_voided deducted'],
  ['a replacement', '1 plate | .1 bun-for-fries | -1 plate!', '', 'deducted parent_voided deducted'],
  ['only the modifier', '1 burger | .1 no-cheese | .-1 no-cheese!', BURGER, 'deducted deducted deducted'],
  [
    'only the modifier, under itself',
    '1 burger | .1 no-cheese | ..-1 no-cheese!',
    BURGER,
    'deducted deducted deducted',
  ],
  [
    'only the modifier, by itself',
    '1 burger | .1 no-cheese | -1 no-cheese!',
    BURGER,
    'deducted deducted deducted',
  ],
  [
    'the parent, under itself',
    '1 burger | .1 no-cheese | .-1 burger! | ..-1 no-cheese!',
    '',
    'deducted parent_voided deducted parent_voided',
  ],
  [
    'gone, with its twin (R16)',
    '1 burger | .1 no-cheese | -1 burger!! | .-1 no-cheese!!',
    `${BURGER}; no-cheese under burger: cheese 0.02`,
    'deducted deducted waste waste',
  ],
  [
    'gone, its twin without a reason',
    '1 burger | .1 no-cheese | -1 burger!! | .-1 no-cheese',
    `${BURGER}; no-cheese under burger: cheese 0.02`,
    'deducted deducted waste parent_moves_no_goods',
  ],
  [
    'gone, without its twin',
    '1 burger | .1 no-cheese | -1 burger!!',
    `${BURGER}; no-cheese under burger: cheese 0.02`,
    'deducted deducted waste',
  ],
  [
    'gone, with what was added',
    '2 burger | .2 more-cheese | -1 burger!! | .-1 more-cheese',
    'burger: beef -0.36, cheese -0.04, spice -12; more-cheese under burger: cheese -0.04',
    'deducted deducted waste parent_moves_no_goods',
  ],
]);
cases('sold under a name that nobody has said anything of (R38)', [
  ['what is changed of it', '1 season | .1 no-cheese', '', 'other_name parent_held'],
  [
    'what is added for any',
    '1 season | .1 more-patty',
    'more-patty under season: beef -0.18, spice -6',
    'other_name deducted',
  ],
  ['what hangs deeper', '1 season | .1 rare | ..1 no-cheese', '', 'other_name ignored parent_held'],
  ['taken back', '-1 season | .-1 no-cheese', '', 'other_name parent_held'],
  [
    'a void with its twin',
    '2 season | .2 double | -1 season! | .-1 double!',
    '',
    'other_name parent_held other_name parent_held',
  ],
  ['a void without its twin', '2 season | .2 double | -1 season!', '', 'other_name parent_held other_name'],
  ['a modifier', '1 burger | .1 season-sauce', BURGER, 'deducted other_name'],
  ['a modifier of it', '1 burger | .1 season-sauce | ..1 double', BURGER, 'deducted other_name parent_held'],
  [
    'in a combo',
    '1 menu | .1 season | ..1 no-cheese | .1 cola',
    'cola: cola -1',
    'no_mapping other_name parent_held deducted',
  ],
]);

describe('lines that are not as they should be', () => {
  const [burger, noCheese] = billOf('1 burger | .1 no-cheese') as [PlanLine, PlanLine];

  it('a modifier whose parent is not in the answer takes what it takes alone, and says so', () => {
    const lost = (sku: string) => plan([{ ...noCheese, sku }]);
    expect(outcomesOf(lost('no-cheese'))).toBe('parent_missing*');
    expect(entriesOf(lost('more-cheese'))).toBe('more-cheese: cheese -0.01');
    expect(entriesOf(lost('for-pizza'))).toBe('for-pizza: bun -1');
    for (const sku of ['no-cheese', 'more-cheese', 'for-pizza'])
      expect(lost(sku).warnings).toEqual(['parent_missing']);
    // Without rules nobody can say that the parent matters.
    expect(lost('sauce').warnings).toEqual([]);
  });

  it('nor does one in another bill count', () => {
    expect(outcomesOf(plan([burger, { ...noCheese, accountId: 'A2' }]))).toBe('deducted parent_missing*');
  });

  it('a ring of lines, and a chain deeper than 20, have no parents', () => {
    const ring = [
      { ...noCheese, lineId: 'a', parentLineId: 'b' },
      { ...noCheese, lineId: 'b', parentLineId: 'a' },
      { ...noCheese, lineId: 'c', parentLineId: 'c' },
    ];
    expect(outcomesOf(plan(ring))).toBe('parent_missing* parent_missing* parent_missing*');
    const chain = Array.from({ length: 5000 }, (_, n) => ({
      ...noCheese,
      seq: n,
      lineId: `c${n}`,
      parentLineId: n === 0 ? null : `c${n - 1}`,
    }));
    expect(plan([burger, ...chain]).warnings).toEqual(['parent_missing']);
  });

  it('a parent that an earlier day booked says what hangs on it, and is not booked again (R15)', () => {
    const result = plan([burger, noCheese], { countedEarlier: new Set([lineKey('A1', burger.lineId)]) });
    expect(entriesOf(result)).toBe('no-cheese under burger: cheese 0.02');
    expect(outcomesOf(result)).toBe('counted_on_earlier_day deducted');
  });

  it('a bill that moves no goods moves none with its modifiers', () => {
    const result = plan([burger, noCheese].map((line) => ({ ...line, accountType: 'FLOAT' })));
    expect(outcomesOf(result)).toBe('account_float account_float');
  });

  it('an amount no column holds fails its line (R21)', () => {
    const [tiny, many] = billOf('0.001 burger | .999999 double');
    const huge = { ...many, sku: 'huge' } as PlanLine;
    const items = [...carte, withRule('huge', { effect: 'scales', factor: '999999999999' })];
    expect(outcomesOf(plan([tiny as PlanLine, huge], { items }))).toBe('deducted usage_out_of_range');
  });
});

describe('what hangs on a line that is held waits with it, unless it is its own', () => {
  const rules: [string, Partial<ModifierRule>, string][] = [
    ['removes', { effect: 'removes', ingredientId: 'cheese' }, 'held'],
    ['scales', { effect: 'scales', factor: '2' }, 'held'],
    ['stands for', { effect: 'stands_for', ingredientId: 'cola', quantity: '1' }, 'held'],
    ['gives back', { effect: 'adds_back', ingredientId: 'cola', quantity: '1' }, 'held'],
    [
      'adds, for this parent',
      { effect: 'adds', parentItemId: 'burger', ingredientId: 'cola', quantity: '1' },
      'held',
    ],
    ['adds, for any', { effect: 'adds', ingredientId: 'cola', quantity: '1' }, 'deducted'],
    ['nothing, for any', { effect: 'nothing' }, 'ignored'],
  ];
  test.each(rules)('%s', (_, rule, bucket) => {
    const [parent, child] = billOf('1 burger | .1 x') as [PlanLine, PlanLine];
    const find = (id: string) => carte.find((item) => item.id === id) ?? null;
    const found = (item: PlanItem | null, bucket: PlanBucket) => ({
      bucket,
      reason: null,
      item,
      isByItem: true,
    });
    const does = new Map<PlanLine, ModifiedLine>();
    const lines = [
      { line: parent, found: found(find('burger'), 'held') },
      { line: child, found: found(withRule('x', rule), 'unmapped') },
    ];
    new Bills(usageByMapping(kitchen), kitchen).modified(lines, does);
    expect(does.get(child)?.bucket).toBe(bucket);
    expect(does.has(parent)).toBe(false);
  });
});
