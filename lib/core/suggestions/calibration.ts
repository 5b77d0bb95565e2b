/** What speaks for the first candidate, as figures; their weights come from the develop part. */
export interface Signals {
  itemShare: number;
  targetShare: number;
  /** Lead over the next candidate; negative for those behind the first. */
  lead: number;
  missing: number;
  weakest: number;
  isSameName: number;
  isOtherFamily: number;
  isDearerThanPrice: number;
  sizeDiffers: number;
  isOnlyPart: number;
}

/**
 * By logistic regression on the develop part of testing/suggestions, pulled to values set by hand. To make
 * them and the steps below anew: `npm run bench -- suggestions --calibrate`.
 */
export const SIGNAL_WEIGHTS: Record<keyof Signals | 'bias', number> = {
  bias: -7.42,
  itemShare: 6.33,
  targetShare: 2.64,
  lead: 7.51,
  missing: -0.84,
  weakest: 0.54,
  isSameName: 2.02,
  isOtherFamily: -0.82,
  isDearerThanPrice: -1,
  sizeDiffers: -0.99,
  isOnlyPart: -1.94,
};

/** Uncalibrated likelihood that the target is right. */
export function likelihood(signals: Signals, weights = SIGNAL_WEIGHTS): number {
  let sum = weights.bias;
  for (const [name, value] of Object.entries(signals)) sum += weights[name as keyof Signals] * value;
  return 1 / (1 + Math.exp(-sum));
}

type Steps = readonly (readonly [raw: number, calibrated: number])[];
/** Raw → calibrated, straight between the points; by isotonic regression on the calibrate part. */
export const MAP_STEPS: Steps = [
  [0, 0],
  [0.165, 0.26],
  [0.572, 0.654],
  [0.782, 0.885],
  [0.948, 0.99],
  [1, 0.99],
];
export const IGNORE_STEPS: Steps = [
  [0, 0],
  [0.004, 0.002],
  [0.058, 0.115],
  [0.271, 0.346],
  [0.955, 0.983],
  [1, 0.983],
];

export function calibrated(raw: number, steps: Steps): number {
  let [lowRaw, low] = steps[0] ?? [0, 0];
  for (const [highRaw, high] of steps) {
    if (raw <= highRaw) {
      const share = highRaw === lowRaw ? 1 : (raw - lowRaw) / (highRaw - lowRaw);
      return low + (high - low) * Math.max(0, share);
    }
    [lowRaw, low] = [highRaw, high];
  }
  return low;
}

/** From here on a suggestion counts as confident: it may be accepted with all others like it. */
export const CONFIDENT = 0.95;
/** Below it the best candidate is shown, but not as an answer. */
export const LEAST_TO_MAP = 0.4;
