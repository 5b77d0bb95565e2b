import { diceOf } from '@/lib/lightspeed/simulator/random';
import type { SimSale } from '@/lib/lightspeed/simulator/sales';

const LINES_PER_DAY = 1500;
export const ITEMS = 150;
const LINES_PER_BILL = 5;
export const MODIFIERS = 20;

/** Two of the lines of most bills, one of every third: a third of all hang on the line before. */
const isModifier = (bill: number, line: number) => line === 1 || (line === 3 && bill % 3 > 0);

/**
 * 1,500 lines of a business day in bills of five, with the fields Lightspeed sends. `withModifiers`: a third
 * of them modify the line before.
 */
export function salesOfDay(day: string, linesPerDay = LINES_PER_DAY, withModifiers = false): SimSale[] {
  const { below: pick } = diceOf(`bench ${day}`);
  return Array.from({ length: linesPerDay / LINES_PER_BILL }, (_, bill) => {
    const minute = String(bill % 60).padStart(2, '0');
    const at = `${day}T${String(9 + Math.floor(bill / 60)).padStart(2, '0')}:${minute}:00.000Z`;
    const account = `A${day.replaceAll('-', '')}${bill}`;
    return {
      accountReference: account,
      accountFiscId: `${account}.1`,
      receiptId: `R${account}.1`,
      source: { initialAccountId: `${account}.1` },
      type: 'SALE',
      timeOfOpening: at,
      timeClosed: at,
      nbCovers: 2,
      dineIn: true,
      deviceId: 65_315,
      staffName: 'Service',
      salesLines: Array.from({ length: LINES_PER_BILL }, (__, line) => {
        const item = pick(ITEMS);
        const quantity = 1 + pick(3);
        const net = (quantity * (300 + item * 10)) / 100;
        const modifier = withModifiers && isModifier(bill, line) ? item % MODIFIERS : null;
        return {
          id: `S${account}.${line}`,
          ...(modifier === null ? {} : { parentLineId: `S${account}.${line - 1}` }),
          sku: modifier === null ? `sku-${item}` : `modifier-${modifier}`,
          name: modifier === null ? `Item ${item}` : `Modifier ${modifier}`,
          accountingGroup: { accountingGroupId: 141_948_669_140_001, name: 'Menu' },
          currency: 'CHF',
          quantity: String(quantity),
          menuListPrice: net.toFixed(2),
          totalNetAmountWithTax: net.toFixed(2),
          totalNetAmountWithoutTax: (net / 1.081).toFixed(2),
          totalDiscountAmount: '0.00',
          taxAmount: (net - net / 1.081).toFixed(2),
          taxRatePercentage: 8.1,
          unitAmount: (net / quantity).toFixed(2),
          deviceId: 65_315,
          timeOfSale: at,
        };
      }),
    };
  });
}
