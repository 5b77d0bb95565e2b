import { compare, type Exact, exact, isZero, multiply, negate, subtract } from './quantity';

/**
 * How far a counted quantity may lie from the book, in percent of the book, before a person is asked whether
 * it is meant.
 */
export const COUNT_REVIEW_PERCENT = 20;

const absolute = (a: Exact) => (a.n < 0n ? negate(a) : a);

/**
 * True when the difference is more than so many percent of the book. Of a book at zero every difference is.
 */
export function deviates(counted: Exact, book: Exact, percent: number): boolean {
  const difference = absolute(subtract(counted, book));
  if (isZero(difference)) return false;
  return compare(multiply(difference, exact('100')), multiply(absolute(book), exact(String(percent)))) > 0;
}
