import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** What comes after is not looked at: the time it takes grows with the square of the length. */
const JUDGED_LENGTH = 40;
/** Fewer than 10^8 guesses. */
const WEAK_BELOW = 3;

let judge: Promise<ZxcvbnFactory> | undefined;
/** Read on first use: the list of leaked passwords takes a tenth of a second. */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: JUDGED_LENGTH });
}

/**
 * Whether a password is one of those that leaked often, or else easily guessed; `known` is what whoever
 * guesses knows of the person. Null: it is good enough.
 */
export async function passwordProblem(
  password: string,
  known: readonly string[],
): Promise<'password_leaked' | 'password_weak' | null> {
  judge ??= load();
  const { score, sequence } = (await judge).check(password.slice(0, JUDGED_LENGTH), [...known]);
  if (score >= WEAK_BELOW) return null;
  const [first] = sequence;
  const isListed = first?.pattern === 'dictionary' && first.dictionaryName === 'passwords-common';
  return sequence.length === 1 && isListed ? 'password_leaked' : 'password_weak';
}
