/** How a decimal is typed: what parts its groups of three, and what its fraction. */
export type Notation = Readonly<{ group: string; decimal: string }>;
/** German. */
export const COMMA: Notation = { group: '.', decimal: ',' };
/** English, and the wire. */
export const POINT: Notation = { group: ',', decimal: '.' };

const SIGN = /^[+\-−]/;
/** `1.500.000`: one to three digits, the first no zero, then groups of three. */
const inGroups = (whole: string, sign: string) => {
  const [first = '', ...rest] = whole.split(sign);
  return rest.length > 0 && /^[1-9]\d{0,2}$/.test(first) && rest.every((one) => /^\d{3}$/.test(one));
};

/**
 * What a person typed, as a wire decimal; null for what is no number (R35). The grouping sign counts as one
 * in well-formed groups of three only; where it cannot be one and stands once it is taken as the decimal
 * sign, which the other language and many keypads write so.
 */
export function readDecimal(typed: string, { group, decimal }: Notation): string | null {
  const text = typed.trim();
  const minus = /^[-−]/.test(text) ? '-' : '';
  const digits = text.replace(SIGN, '');
  if (!/^[\d.,]+$/.test(digits)) return null;
  const [whole = '', fraction, ...more] = digits.split(decimal);
  if (more.length > 0) return null;
  if (!whole.includes(group)) return joined(minus, whole, fraction);
  if (inGroups(whole, group)) return joined(minus, whole.replaceAll(group, ''), fraction);
  const [before = '', after, ...others] = whole.split(group);
  return fraction === undefined && others.length === 0 ? joined(minus, before, after) : null;
}

/** `,5` is a half; `5,` is unfinished, and so is a sign alone. */
function joined(minus: string, whole: string, fraction: string | undefined): string | null {
  if (fraction === undefined) return /^\d+$/.test(whole) ? minus + whole : null;
  return /^\d*$/.test(whole) && /^\d+$/.test(fraction) ? `${minus}${whole || '0'}.${fraction}` : null;
}
