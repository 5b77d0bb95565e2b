import type { SimLine, SimSale } from '@/lib/lightspeed/simulator/sales';
import { accountScenarios } from './account-scenarios';
import type { BillMaker } from './bill-maker';
import { lineScenarios } from './line-scenarios';

/** What a till did that is hard to read, by name. */
export const SCENARIOS = [
  'plain',
  'void_line',
  'void_whole',
  'modifiers',
  'combo',
  'by_weight',
  'zero_price',
  'free_text',
  'unknown_sku',
  'dot_sku',
  'local_sku',
  'refund',
  'refund_waste',
  'reopened',
  'split',
  'transfer',
  'update',
  'transitory',
  'float',
  'cross_bl',
  'cancel',
  'cancelled_with_twin',
  'cancelled_without_twin',
  'cancelled_later',
  'twin_later',
  'two_days',
  'late_upload',
  'delivered_twice',
  'line_twice',
  'malformed_line',
  'malformed_account',
  'unknown_type',
  'number_quantity',
  'big_quantity',
  'same_instant',
  'at_the_edge',
  'null_cancelled',
  'number_again',
  'number_again_next_day',
  'number_only',
  'reopened_cancelled',
  'reopened_over_days',
  'negative_behind_cancelled',
  'odd_text',
  'money_as_text',
  'reason_spelt_otherwise',
] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** An account with what only the world knows of it. */
export interface Bill {
  sale: SimSale;
  /** When it reaches Lightspeed: an offline till is late. */
  uploadAt: number;
  /** When a back office marks it cancelled. */
  cancelAt?: number;
  scenario: Scenario;
}

/** What every scenario begins with. */
interface Draft {
  closed: number;
  lines: SimLine[];
  first: SimLine;
  /** A sale of the lines. */
  plain: SimSale;
  /** Days until what comes later. */
  wait: number;
}
/** Where the accounts go: to the day itself, or so many days on. */
interface Drawer {
  put(sales: SimSale[], more?: Partial<Bill>): void;
  carry(days: number, sale: SimSale, at: number): void;
}
export type MakeScenario = (maker: BillMaker & Drawer, draft: Draft) => void;

export const SCENARIO_MAKERS: Readonly<Record<Scenario, MakeScenario>> = {
  plain: ({ put }, { plain }) => put([plain]),
  ...lineScenarios,
  ...accountScenarios,
};
