import { createHash } from 'node:crypto';

export interface Dice {
  /** A number in [0, 1). */
  fraction(): number;
  /** A whole number from 0, below n. */
  below(n: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/**
 * mulberry32, small and the same on every machine: the same text gives the same throws, in the same order.
 */
export function diceOf(text: string): Dice {
  let state = createHash('sha256').update(text).digest().readUInt32LE(0);
  const fraction = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number) => Math.floor(fraction() * n);
  return {
    fraction,
    below,
    chance: (probability) => fraction() < probability,
    pick: <T>(from: readonly T[]) => from[below(from.length)] as T,
  };
}
