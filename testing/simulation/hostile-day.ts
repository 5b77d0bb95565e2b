import type { SimLine } from '@/lib/lightspeed/simulator/sales';
import { addDays, billMaker, type DayPlan } from './bill-maker';
import { type Bill, SCENARIO_MAKERS, SCENARIOS } from './hostile-scenarios';

/** A day of few bills, each of a kind that is hard to read; `carried` are those that belong to later days. */
export function makeDay(plan: DayPlan): { own: Bill[]; carried: { day: string; bill: Bill }[] } {
  const { dice, day, opened, end } = plan;
  const own: Bill[] = [];
  const carried: { day: string; bill: Bill }[] = [];
  const bills = dice.chance(0.12) ? 0 : 1 + dice.below(5);
  const maker = billMaker(plan);
  for (let n = 0; n < bills; n++) {
    const closed = opened + dice.below(Math.max(1, end - opened));
    const scenario = dice.chance(0.2) ? 'plain' : dice.pick(SCENARIOS);
    const lines = maker.order();
    const draft = {
      closed,
      lines,
      first: lines[0] as SimLine,
      plain: maker.sale('SALE', lines, closed),
      wait: 1 + dice.below(4),
    };
    const drawer = {
      put: (sales: readonly Bill['sale'][], more: Partial<Bill> = {}) => {
        for (const sale of sales)
          own.push({ sale, uploadAt: Date.parse(sale.timeClosed), scenario, ...more });
      },
      carry: (days: number, sale: Bill['sale'], at: number) => {
        carried.push({ day: addDays(day, days), bill: { sale, uploadAt: at, scenario } });
      },
    };
    SCENARIO_MAKERS[scenario]({ ...maker, ...drawer }, draft);
  }
  return { own, carried };
}
