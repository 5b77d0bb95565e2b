import { isDecimal } from '@/lib/core/quantity';
import { COMMA, type Notation, POINT, readDecimal } from '@/lib/core/read-decimal';

/**
 * Figures in the reader's notation (R35): the only place that writes a decimal for people and reads one from
 * them. What is shown reads back as the same number. A decimal on the wire is text with a point, and never
 * passes through floating point.
 */
const NOTATIONS: Readonly<Record<string, Notation>> = { de: COMMA, en: POINT };
/** How figures are written in a language. */
export const notationOf = (locale: string): Notation => NOTATIONS[locale] ?? POINT;

/** What a person typed in the notation of their language, as a wire decimal; null for what is no number. */
export const readFigure = (typed: string, locale: string): string | null =>
  readDecimal(typed, notationOf(locale));

/** A wire decimal as it stands in a field to be edited: without groups, nothing rounded. */
export function plainFigure(value: string, locale: string): string {
  return value.replace('.', notationOf(locale).decimal);
}

const formats = new Map<string, Intl.NumberFormat>();
/** A format for a language, made once: making one takes longer than drawing a row of a table. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const made = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** A wire decimal as it is shown everywhere else. */
export function showFigure(
  value: string,
  locale: string,
  {
    digits = 6,
    minDigits = 0,
    signed = false,
  }: { digits?: number; minDigits?: number; signed?: boolean } = {},
): string {
  const text = numberFormat(locale, {
    minimumFractionDigits: minDigits,
    maximumFractionDigits: digits,
    ...(signed && { signDisplay: 'exceptZero' }),
  }).format(value as `${number}`);
  return text.replace(/^-/, '−');
}

/**
 * A figure in a field: what was typed, kept as it was typed, and the wire decimal it means. What means none
 * is its own value, to be refused.
 */
export type Figure = Readonly<{ value: string; typed?: Readonly<{ text: string; locale: string }> }>;

export const NO_FIGURE: Figure = { value: '' };
export const isFigure = (value: unknown): value is Figure =>
  typeof value === 'object' && value !== null && 'value' in value && typeof value.value === 'string';
export const figureOf = (value: string): Figure => ({ value });
/**
 * A figure as a small number, for contracts that take one: null for an empty field, NaN for what is no
 * decimal, so that the contract refuses it (`1e1` is not ten).
 */
export const numberOf = ({ value, typed }: Figure): number | null =>
  value === '' ? (typed === undefined ? null : Number.NaN) : isDecimal(value) ? Number(value) : Number.NaN;
export function typedFigure(text: string, locale: string): Figure {
  if (text.trim() === '') return text === '' ? NO_FIGURE : { value: '', typed: { text, locale } };
  return { value: readFigure(text, locale) ?? text, typed: { text, locale } };
}

const WIRE = /^-?\d+(\.\d+)?$/;
/**
 * What stands in the field. A figure typed in another language is shown in the present one, lest its signs
 * change their meaning.
 */
export function textOf(figure: Figure, locale: string): string {
  if (figure.typed?.locale === locale) return figure.typed.text;
  return WIRE.test(figure.value) ? plainFigure(figure.value, locale) : (figure.typed?.text ?? figure.value);
}

/** What was understood, where another reader might have understood something else. */
export function understood(figure: Figure, locale: string): string | undefined {
  if (figure.typed?.locale !== locale || !WIRE.test(figure.value)) return undefined;
  const plain = plainFigure(figure.value, locale);
  const text = figure.typed.text.trim().replace(/^[+\-−]/, '');
  return /[.,]/.test(text) && text !== plain.replace(/^-/, '') ? plain.replace(/^-/, '−') : undefined;
}

/** A figure kept in a draft, or null for what is none. Drafts of before held plain wire decimals. */
export function figureFrom(kept: unknown): Figure | null {
  if (typeof kept === 'string') return figureOf(kept);
  if (typeof kept !== 'object' || kept === null) return null;
  const { value, typed } = kept as { value?: unknown; typed?: { text?: unknown; locale?: unknown } };
  if (typeof value !== 'string') return null;
  return typeof typed?.text === 'string' && typeof typed.locale === 'string'
    ? { value, typed: { text: typed.text, locale: typed.locale } }
    : { value };
}
