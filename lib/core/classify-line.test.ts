import { describe, expect, it } from 'vitest';
import { planItem, planLine } from '@/testing/fixtures/plan-line';
import { type ClassificationRules, classifyLine } from './classify-line';
import { identities } from './item-names/identities';
import { reasonKey } from './reason-key';
import type { PlanItem } from './resolve-item';
import { lineKey, type PlanLine } from './sale-line';

const items: PlanItem[] = [
  planItem('cola', { ingredientId: 'cola' }),
  planItem('broken', { recipeId: 'gone' }),
  planItem('gift', { state: 'ignored', quantity: null }),
  planItem('dropped', { state: 'unmapped', quantity: null }),
  planItem('new', null),
  { ...planItem('button', { ingredientId: 'cola' }), names: { counts: ['Sommerbowle'], splitOff: [] } },
];
const rules: ClassificationRules = {
  itemBySku: new Map(items.map((item) => [item.id, item])),
  soldAs: identities(items),
  holdsNames: true,
  usageOf: ({ recipeId }) =>
    recipeId === null
      ? { ok: true, perItem: new Map(), recipeVersionIds: null }
      : { ok: false, reason: 'recipe_missing' },
  cancelledAccountIds: new Set(['cancelled']),
  reversals: new Set(['reversal']),
  countedEarlier: new Set([lineKey('twin', 'L1')]),
  wasteReasons: new Set([reasonKey('spilled')]),
};
/** Everything that a line can be, so that each row of the table decides before the ones below it. */
const everything: Partial<PlanLine> = { problem: 'line_malformed', quantity: 'two', voidReason: 'Spilled' };

describe('the first row that fits decides (R15–R17, R21)', () => {
  it.each<[bucket: string, reason: string | null, isByItem: boolean, line: PlanLine]>([
    ['no_goods', 'account_float', false, planLine('cola', '1', { ...everything, accountType: 'FLOAT' })],
    ['no_goods', 'account_transitory', false, planLine('cola', '1', { accountType: 'TRANSITORY' })],
    [
      'no_goods',
      'account_cancelled',
      false,
      planLine('cola', '1', { ...everything, accountId: 'cancelled' }),
    ],
    ['no_goods', 'cancels_cancelled_account', false, planLine('cola', '1', { accountId: 'reversal' })],
    [
      'no_goods',
      'counted_on_earlier_day',
      false,
      planLine('cola', '1', { ...everything, accountId: 'twin', lineId: 'L1' }),
    ],
    ['deducted', null, true, planLine('cola', '1', { accountId: 'twin', lineId: 'L2' })],
    ['failed', 'line_malformed', false, planLine('cola', '1', everything)],
    ['failed', 'quantity_not_a_number', false, planLine('cola', 'two')],
    ['failed', 'quantity_not_a_number', false, planLine('cola', null)],
    ['failed', 'quantity_out_of_range', false, planLine(null, '1000000.001')],
    ['failed', 'quantity_out_of_range', false, planLine(null, '-1000000.001', { voidReason: 'Spilled' })],
    ['deducted', null, true, planLine('cola', '-1000000')],
    ['no_goods', 'waste', false, planLine(null, '-1', { voidReason: ' SPILLED' })],
    ['deducted', null, true, planLine('cola', '1', { voidReason: 'Spilled' })],
    ['deducted', null, true, planLine('cola', '-1', { voidReason: 'Mistake' })],
    ['unmapped', 'no_sku', false, planLine(null, '1')],
    ['unmapped', 'unknown_sku', false, planLine('Cola', '1')],
    ['unmapped', 'no_mapping', true, planLine('new', '1')],
    ['held', 'other_name', true, planLine('button', '1', { name: 'Winterpunsch' })],
    ['deducted', null, true, planLine('button', '1', { name: 'SOMMERBOWEL' })],
    ['deducted', null, true, planLine('button', '1')],
    ['unmapped', 'no_mapping', true, planLine('dropped', '1')],
    ['ignored', null, true, planLine('gift', '1')],
    ['failed', 'recipe_missing', true, planLine('broken', '1')],
    ['deducted', null, true, planLine('cola', '0')],
  ])('%s: %s', (bucket, reason, isByItem, line) => {
    expect(classifyLine(line, rules)).toMatchObject({ bucket, reason, isByItem });
  });

  it('names the item that bears the SKU, also where it decides nothing', () => {
    const line = planLine('cola', '1', { accountId: 'cancelled' });
    expect(classifyLine(line, rules).item?.id).toBe('cola');
    expect(classifyLine(planLine('nope', '1'), rules).item).toBeNull();
  });
});
