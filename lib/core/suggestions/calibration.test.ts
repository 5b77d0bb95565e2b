import { expect, it } from 'vitest';
import { calibrated, likelihood, type Signals } from './calibration';

const signals: Signals = {
  itemShare: 0.9,
  targetShare: 0.7,
  lead: 0.1,
  missing: 0.2,
  weakest: 0.8,
  isSameName: 0,
  isOtherFamily: 0,
  isDearerThanPrice: 0,
  sizeDiffers: 0,
  isOnlyPart: 0,
};

it.each([
  ['itemShare', 1, 'more'],
  ['targetShare', 1, 'more'],
  ['lead', 0.3, 'more'],
  ['isSameName', 1, 'more'],
  ['missing', 1, 'less'],
  ['isOtherFamily', 1, 'less'],
  ['isDearerThanPrice', 1, 'less'],
  ['isOnlyPart', 1, 'less'],
] as const)('%s at %d makes it %s likely', (name, value, direction) => {
  const changed = likelihood({ ...signals, [name]: value });
  expect(Math.sign(changed - likelihood(signals))).toBe(direction === 'more' ? 1 : -1);
});

it('runs straight between the points and stays within them', () => {
  const steps = [
    [0, 0.1],
    [0.5, 0.5],
    [1, 0.9],
  ] as const;
  expect([0, 0.25, 0.5, 0.75, 1].map((raw) => Number(calibrated(raw, steps).toFixed(6)))).toEqual([
    0.1, 0.3, 0.5, 0.7, 0.9,
  ]);
});
