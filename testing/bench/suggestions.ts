import { calibrateKitchens } from '../suggestions/calibrate';
import { developKitchens } from '../suggestions/develop';
import { fitCalibration } from '../suggestions/fit';
import { judgeKitchens } from '../suggestions/judge';
import type { LabelledKitchen } from '../suggestions/kitchen';
import { figuresOf, type Outcome, outcomesOf } from '../suggestions/measure';
import { suggestionSpeed } from '../suggestions/speed';
import { millis, note, row, title } from './print';

const PARTS: Record<string, readonly LabelledKitchen[]> = {
  develop: developKitchens,
  calibrate: calibrateKitchens,
  judge: judgeKitchens,
};
const percent = (value: number) => `${(value * 100).toFixed(1).padStart(6)} %`;

/**
 * How good suggestions are on each labelled part (R41), and how long 1,300 items against 400 targets take.
 * `misses` names what went wrong; `calibrate` prints the constants of calibration.ts anew instead.
 */
export function benchSuggestions(asked: { parts: string[]; misses: boolean; calibrate: boolean }): void {
  if (asked.calibrate) {
    fitCalibration();
    return;
  }
  for (const part of asked.parts) {
    const outcomes = outcomesOf(PARTS[part] ?? []);
    report(part, outcomes);
    if (asked.misses) for (const outcome of outcomes) if (isMiss(outcome)) note(missText(outcome));
  }
  const { items, targets, indexing, suggesting, processor } = suggestionSpeed();
  title(`Speed: ${items} items, ${targets} targets`);
  row('kitchen indexed in', millis(indexing));
  row('items suggested for in', millis(suggesting));
  row('together', millis(indexing + suggesting));
  row('of that on the processor', millis(processor));
}

function report(part: string, outcomes: readonly Outcome[]): void {
  const figures = figuresOf(outcomes);
  const { items, answerable, nothingFits, noStock } = figures;
  title(
    `${part}: ${items} till names, ${answerable} with an answer, ${nothingFits} nothing fits, ${noStock} no stock`,
  );
  row('first is right', percent(figures.at1));
  row('right among the first three', percent(figures.at3));
  row('quantity right, of those', percent(figures.quantity));
  row('confident ones right', percent(figures.precision));
  row('confident, of those with an answer', percent(figures.coverage));
  row('confidently wrong where nothing fits', percent(figures.wrongWhereNothingFits));
  row('confidently mapped where no stock', percent(figures.wrongWhereNoStock));
  row('no stock found', percent(figures.noStockFound));
  row('goods confidently taken for no stock', percent(figures.goodsIgnored));
  row('calibration error (ECE, 10 bins)', percent(figures.calibrationError));
}

function isMiss({ item, rank, isQuantityRight, isRight, answer }: Outcome): boolean {
  if (item.answer.kind !== 'target') return !isRight;
  return rank !== 0 || isQuantityRight === false || answer.verdict !== 'map';
}

function missText({ kitchen, item, answer }: Outcome): string {
  const { answer: wanted } = item;
  const expected =
    wanted.kind === 'target'
      ? `${wanted.names.join(' / ')} ${wanted.quantity ?? '?'} ${wanted.unit ?? ''}`
      : wanted.kind;
  const offered = answer.suggestions
    .slice(0, 2)
    .map((one) => `${one.name} ${one.quantity} ${one.unit ?? ''} ${one.confidence.toFixed(2)}`);
  const sure = answer.isConfident ? '!' : ' ';
  return `${sure} ${kitchen}: ${item.name} → ${expected.trim()}; ${answer.verdict} ${answer.confidence.toFixed(2)}: ${offered.join(' | ')}`;
}
