import { likelihood, SIGNAL_WEIGHTS, type Signals } from '@/lib/core/suggestions/calibration';
import { calibrateKitchens } from './calibrate';
import { developKitchens } from './develop';
import { type Outcome, outcomesOf } from './measure';

type Weights = Record<keyof Signals | 'bias', number>;
/** Pull towards the weights set by hand: 414 names are few. */
const PULL = 0.004;
const ROUNDS = 1500;

/**
 * Prints the constants of lib/core/suggestions/calibration.ts: the weights of the signals, by logistic
 * regression on the develop part, and the steps from raw to calibrated, by isotonic regression on the
 * calibrate part. Paste the weights first and run it again for the steps.
 */
export function fitCalibration(): void {
  console.log('SIGNAL_WEIGHTS, of the develop part:');
  console.log(fitWeights(outcomesOf(developKitchens)));
  const outcomes = outcomesOf(calibrateKitchens);
  const firsts = outcomes.flatMap((outcome) => {
    const [best] = outcome.raw.candidates;
    if (!best || outcome.answer.verdict === 'ignore') return [];
    return [{ raw: outcome.raw.map, isRight: outcome.rank === 0 && outcome.isQuantityRight !== false }];
  });
  console.log('MAP_STEPS, of the calibrate part:', JSON.stringify(isotonic(firsts)));
  const ignored = outcomes.map(({ raw, item }) => ({
    raw: raw.ignore,
    isRight: item.answer.kind === 'no_stock',
  }));
  console.log('IGNORE_STEPS, of the calibrate part:', JSON.stringify(isotonic(ignored)));
}

function fitWeights(outcomes: readonly Outcome[]): Weights {
  const rows = outcomes.flatMap((outcome) => {
    const { answer } = outcome.item;
    return outcome.raw.candidates.slice(0, 3).map(({ signals, target }) => ({
      signals,
      isRight: answer.kind === 'target' && answer.names.includes(target.name),
    }));
  });
  const weights: Weights = { ...SIGNAL_WEIGHTS };
  const names = Object.keys(weights) as (keyof Weights)[];
  for (let round = 0; round < ROUNDS; round++) {
    const slope = Object.fromEntries(names.map((name) => [name, 0])) as Weights;
    for (const { signals, isRight } of rows) {
      const off = (isRight ? 1 : 0) - likelihood(signals, weights);
      for (const name of names) slope[name] += off * (name === 'bias' ? 1 : signals[name]);
    }
    for (const name of names) {
      weights[name] += 2 * (slope[name] / rows.length - PULL * (weights[name] - SIGNAL_WEIGHTS[name]));
    }
  }
  return Object.fromEntries(names.map((name) => [name, Number(weights[name].toFixed(2))])) as Weights;
}

/** Fewest names in one step: fewer say little. */
const STEP = 12;

/** A few hundred names do not show more. */
const MOST = 0.99;

/** Pool adjacent violators, in steps of some names each; a half right and a half wrong are added to each. */
function isotonic(points: readonly { raw: number; isRight: boolean }[]): [number, number][] {
  const sorted = points.toSorted((a, b) => a.raw - b.raw);
  const pools: { raw: number; right: number; count: number }[] = [];
  for (let at = 0; at < sorted.length; at += STEP) {
    const some = sorted.slice(at, at + STEP);
    pools.push({
      raw: some.reduce((sum, one) => sum + one.raw, 0),
      right: some.filter((one) => one.isRight).length,
      count: some.length,
    });
    for (;;) {
      const [before, last] = pools.slice(-2);
      if (!before || !last || before.right / before.count < last.right / last.count) break;
      pools.splice(-2, 2, {
        raw: before.raw + last.raw,
        right: before.right + last.right,
        count: before.count + last.count,
      });
    }
  }
  const steps = pools.map(({ raw, right, count }): [number, number] => [
    Number((raw / count).toFixed(3)),
    Math.min(MOST, Number(((right + 0.5) / (count + 1)).toFixed(3))),
  ]);
  return [[0, 0], ...steps, [1, steps.at(-1)?.[1] ?? 1]];
}
