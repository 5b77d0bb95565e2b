/**
 * An exact rational number. Trim divides by (1 − t), which often has no finite decimal, so amounts stay
 * fractions until the one rounding at the ledger's edge (R19). Always reduced, `d` > 0.
 */
export type Exact = Readonly<{ n: bigint; d: bigint }>;

// `.5` and `5.` too: both Lightspeed's reading (lib/lightspeed) and Postgres take them for numbers.
const DECIMAL = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?$/;

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * Denominators up to here are cut after the calculation, in one go; longer ones before it, which spares the
 * divisors of long products.
 */
const SHORT = 10n ** 18n;

function reduced(n: bigint, d: bigint): Exact {
  if (n === 0n) return ZERO;
  const common = d === 1n ? 1n : greatestCommonDivisor(n, d);
  return common === 1n ? { n, d } : { n: n / common, d: d / common };
}

/** For a pair known to have no common divisor. */
const nonZero = (n: bigint, d: bigint): Exact => (n === 0n ? ZERO : { n, d });

export const ZERO: Exact = { n: 0n, d: 1n };
export const ONE: Exact = { n: 1n, d: 1n };

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** Texts read before: a day says `1.000` a thousand times. Emptied when full, so that it stays small. */
const READ = new Map<string, Exact>();
const MOST_READ = 2000;

/** Reads a decimal string such as `-0.250`; throws RangeError for anything else. */
export function exact(text: string): Exact {
  const known = READ.get(text);
  if (known) return known;
  const read = readExact(text);
  if (READ.size >= MOST_READ) READ.clear();
  // A long text is a mistake, or an attack: not worth keeping.
  if (text.length <= 20) READ.set(text, read);
  return read;
}

function readExact(text: string): Exact {
  const match = DECIMAL.exec(text);
  if (!match) throw new RangeError(`not a decimal: ${text.slice(0, 40)}`);
  const [, sign, whole = '0', fraction = ''] = match;
  const n = BigInt(whole + fraction);
  return reduced(sign === '-' ? -n : n, 10n ** BigInt(fraction.length));
}

export function add(a: Exact, b: Exact): Exact {
  if (a.d === b.d) return reduced(a.n + b.n, a.d);
  const product = a.d * b.d;
  if (product <= SHORT) return reduced(a.n * b.d + b.n * a.d, product);
  const common = greatestCommonDivisor(a.d, b.d);
  if (common === 1n) return nonZero(a.n * b.d + b.n * a.d, product);
  // What can still be cut divides the common part.
  const n = a.n * (b.d / common) + b.n * (a.d / common);
  const rest = greatestCommonDivisor(n, common);
  return nonZero(n / rest, (a.d / common) * (b.d / rest));
}

export function negate(a: Exact): Exact {
  return { n: -a.n, d: a.d };
}

export function subtract(a: Exact, b: Exact): Exact {
  return add(a, negate(b));
}

export function multiply(a: Exact, b: Exact): Exact {
  const product = a.d * b.d;
  if (product <= SHORT) return reduced(a.n * b.n, product);
  // Crosswise: both are reduced, and what is left over has nothing more in common.
  const first = b.d === 1n ? 1n : greatestCommonDivisor(a.n, b.d);
  const second = a.d === 1n ? 1n : greatestCommonDivisor(b.n, a.d);
  return nonZero((a.n / first) * (b.n / second), (a.d / second) * (b.d / first));
}

/** So many terms are summed as they come. */
const FEW = 4;

const LIMIT = new Map<number, bigint>();
/** Whether numerator or denominator has more than so many digits. */
export function isLongerThan(a: Exact, digits: number): boolean {
  const limit = LIMIT.get(digits) ?? 10n ** BigInt(digits);
  if (!LIMIT.has(digits)) LIMIT.set(digits, limit);
  return a.n >= limit || a.n <= -limit || a.d >= limit;
}

/**
 * The sum over one common denominator: equal denominators first, then two and two, so that long ones meet as
 * seldom as can be. Null as soon as a partial sum has more than `digits` digits.
 */
export function sumWithin(terms: readonly Exact[], digits: number): Exact | null {
  if (terms.length <= FEW) {
    let sum = terms[0] ?? ZERO;
    for (let i = 1; i < terms.length; i++) sum = add(sum, terms[i] ?? ZERO);
    return isLongerThan(sum, digits) ? null : sum;
  }
  const byDenominator = new Map<bigint, bigint>();
  for (const { n, d } of terms) byDenominator.set(d, (byDenominator.get(d) ?? 0n) + n);
  let sums = [...byDenominator].sort(([a], [b]) => (a < b ? -1 : 1)).map(([d, n]) => reduced(n, d));
  while (sums.length > 1) {
    const next: Exact[] = [];
    for (let i = 0; i < sums.length; i += 2) {
      const [one, other] = [sums[i] ?? ZERO, sums[i + 1] ?? ZERO];
      const sum = add(one, other);
      if (isLongerThan(sum, digits)) return null;
      next.push(sum);
    }
    sums = next;
  }
  return sums[0] ?? ZERO;
}

/** Throws RangeError when `b` is zero. */
export function divide(a: Exact, b: Exact): Exact {
  if (b.n === 0n) throw new RangeError('division by zero');
  return multiply(a, b.n < 0n ? { n: -b.d, d: -b.n } : { n: b.d, d: b.n });
}

export function compare(a: Exact, b: Exact): -1 | 0 | 1 {
  const difference = a.n * b.d - b.n * a.d;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** Whether an amount of either sign is larger than a limit. */
export function isBeyond(a: Exact, limit: Exact): boolean {
  return compare(a, limit) > 0 || compare(a, negate(limit)) < 0;
}

export function isZero(a: Exact): boolean {
  return a.n === 0n;
}

/** Rounds half-even to `decimals` places; canonical text: no trailing zeros, no `-0` (R19). */
export function roundHalfEven(a: Exact, decimals = 6): string {
  const negative = a.n < 0n;
  const scaled = (negative ? -a.n : a.n) * 10n ** BigInt(decimals);
  let quotient = scaled / a.d;
  const twice = (scaled % a.d) * 2n;
  if (twice > a.d || (twice === a.d && quotient % 2n === 1n)) quotient += 1n;
  const digits = quotient.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : digits.slice(-decimals).replace(/0+$/, '');
  const text = fraction === '' ? whole : `${whole}.${fraction}`;
  return negative && quotient !== 0n ? `-${text}` : text;
}

/** `n/d`, the form in which an entry keeps its exact basis. */
export function toFraction(a: Exact): string {
  return `${a.n}/${a.d}`;
}

export function fromFraction(text: string): Exact {
  const match = /^(-?\d+)\/([1-9]\d*)$/.exec(text);
  if (!match?.[1] || !match[2]) throw new RangeError(`not a fraction: ${text.slice(0, 40)}`);
  return reduced(BigInt(match[1]), BigInt(match[2]));
}

/** The same decimal without trailing zeros, as the API shows numbers: `3.000` → `3`. */
export function canonical(text: string): string {
  return roundHalfEven(exact(text), text.split('.')[1]?.length ?? 0);
}
