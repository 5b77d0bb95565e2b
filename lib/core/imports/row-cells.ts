import { Temporal } from 'temporal-polyfill';
import { addDays, FIRST_DAY } from '../business-day';
import { MAX_NAME, nameText, ONE_LINE } from '../name-text';
import { compare, type Exact, exact, multiply, ONE, roundHalfEven } from '../quantity';
import { type Notation, readDecimal } from '../read-decimal';
import type { BaseUnit } from '../units';
import type { Column } from './columns';
import { type DecimalSign, isNumber, notationOf } from './notation';
import type { PlannedRow, Problem, ProblemCode, RowChange } from './plan';
import type { Table } from './table';
import { type Answer, readAnswer, readUnit, type UnitWord } from './words';

/** How the cells of a file are to be read. */
export interface Reading {
  table: Table;
  columns: readonly Column[];
  decimalSign: DecimalSign;
}
/** What a spreadsheet leaves in a cell that it could not work out, or that nobody did. */
const ERROR = /^#(REF!|N\/A|NV|DIV\/0!|VALUE!|WERT!|NAME\?|NUM!|ZAHL!|NULL!|BEZUG!|FORMULA!)$/i;
const WIRE = /^-?\d{1,15}(\.\d{1,6})?$/;
const CURRENCY = /€|\$|£|\b(EUR|CHF|Fr|SFr|USD|GBP)\b\.?/gi;
/** An amount and the unit behind it: `250 g`, `0,2l`. */
const AMOUNT = /^([+\-−]?\d[\d.,]*|[+\-−]?[.,]\d+)\s*([^\d.,].*)?$/;

/** One row's cells as values. What cannot be read is a problem of the row, in its cell, and null here. */
export class RowCells {
  readonly problems: Problem[] = [];
  readonly changes: RowChange[] = [];
  private readonly byField: ReadonlyMap<string, number>;
  private readonly notation: Notation;

  constructor(
    private readonly reading: Reading,
    readonly index: number,
  ) {
    this.byField = fieldsOf(reading);
    this.notation = notationOf(reading.decimalSign);
  }

  has(field: string): boolean {
    return this.byField.has(field);
  }

  /** As it stands in the file. */
  raw(field: string): string {
    const column = this.byField.get(field);
    return column === undefined ? '' : (this.reading.table.rows[this.index]?.[column] ?? '');
  }

  fail(field: string | null, code: ProblemCode, params: Problem['params'] = {}): null {
    this.problems.push({ field, code, params });
    return null;
  }

  /** Without outer blanks; null where there is nothing. Line ends are kept. */
  text(field: string, max: number): string | null {
    const text = this.raw(field).trim();
    if (text === '') return null;
    if (ERROR.test(text)) return this.fail(field, 'spreadsheet_error', { value: text });
    if (text.length > max) return this.fail(field, 'too_long', { max });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused.
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)) return this.fail(field, 'bad_characters');
    return text;
  }

  /** A name of one line, as it is kept. */
  name(field: string, { isOptional = false } = {}): string | null {
    const count = this.problems.length;
    const text = nameText(this.text(field, MAX_NAME) ?? '');
    if (this.problems.length > count) return null;
    if (text === '') return isOptional ? null : this.fail(field, 'missing');
    return ONE_LINE.test(text) ? text : this.fail(field, 'bad_characters');
  }

  /** A decimal of the wire, not below 0; of a currency or percent sign the figure alone. */
  decimal(field: string): string | null {
    const text = this.text(field, 100);
    if (text === null) return null;
    const column = this.byField.get(field) as number;
    if (isNumber(this.reading.table, this.index, column)) return this.checked(field, text);
    const figure = text.replace(CURRENCY, '').replace(/%$/, '').trim();
    return this.read(field, figure);
  }

  private read(field: string, figure: string): string | null {
    const value = readDecimal(figure, this.notation);
    if (value === null) return this.fail(field, 'not_a_number', { value: figure.slice(0, 40) });
    return this.checked(field, value);
  }

  private checked(field: string, value: string): string | null {
    if (value.startsWith('-') && !/^-0*(\.0*)?$/.test(value)) return this.fail(field, 'negative');
    const plain = value.includes('.') ? value.replace(/\.?0+$/, '') : value;
    if (WIRE.test(plain)) return roundHalfEven(exact(plain));
    return this.fail(field, /^-?\d{1,15}(\.|$)/.test(plain) ? 'too_many_decimals' : 'too_many_digits');
  }

  /** A unit by its word; `isWhole`: one of it is one of a unit that is kept, as of a decilitre it is not. */
  unit(field = 'unit'): { unit: BaseUnit | 'portion' | null; times: Exact; isWhole: boolean } {
    const text = this.text(field, 40);
    const word = text === null ? null : readUnit(text);
    if (text !== null && word === null) this.fail(field, 'unknown_unit', { value: text });
    return sized(word);
  }

  /**
   * A quantity and its unit, from `quantity` and `unit` or both from the first (`250 g`), in a unit that is
   * kept: of a decilitre ten centilitres. Null where there is none.
   */
  amount(): { quantity: string | null; unit: BaseUnit | 'portion' | null } {
    const field = 'quantity';
    const given = this.unit();
    const text = this.text(field, 100);
    if (text === null) return { quantity: null, unit: given.unit };
    const [, figure, word] = AMOUNT.exec(text) ?? [];
    const inCell = word === undefined ? null : readUnit(word);
    if (figure === undefined || word === undefined || inCell === null)
      return this.sizedAmount(this.decimal(field), given);
    const own = sized(inCell);
    if (given.unit !== null && given.unit !== own.unit) this.fail(field, 'two_units');
    return this.sizedAmount(this.read(field, figure), own);
  }

  private sizedAmount(value: string | null, { unit, times, isWhole }: ReturnType<typeof sized>) {
    const quantity =
      value === null || isWhole ? value : this.rounded('quantity', multiply(exact(value), times));
    return { quantity, unit };
  }

  /** An exact amount as it is kept, or a problem where it has more than 6 decimals (R19). */
  rounded(field: string, amount: Exact): string | null {
    const value = roundHalfEven(amount);
    return compare(exact(value), amount) === 0 ? value : this.fail(field, 'too_many_decimals');
  }

  answer<Q extends Parameters<typeof readAnswer>[0]>(question: Q, field: string): Answer<Q> | null {
    const text = this.text(field, 100);
    if (text === null) return null;
    return readAnswer(question, text) ?? this.fail(field, 'unknown_word', { value: text.slice(0, 40) });
  }

  /** A day between the first there can be and `last` (R36): `YYYY-MM-DD`, `YYYYMMDD` or `DD.MM.YYYY`. */
  day(field: string, last: string): string | null {
    const text = this.text(field, 40);
    if (text === null) return null;
    const day = readDay(text);
    if (day === null) return this.fail(field, 'not_a_day', { value: text.slice(0, 40) });
    if (day >= FIRST_DAY && day <= last) return day;
    return this.fail(field, 'day_out_of_range', { first: FIRST_DAY, last });
  }

  change(field: string, before: string | null, after: string | null): void {
    if (before !== after) this.changes.push({ field, before, after });
  }

  /** The row as planned: a problem if it has any, else what is said. */
  planned(action: PlannedRow['action']): PlannedRow {
    const { problems, changes } = this;
    return {
      row: this.index + 1,
      action: problems.length > 0 ? 'problem' : action,
      changes: problems.length > 0 ? [] : changes,
      problems,
    };
  }
}

function sized(word: UnitWord | 'portion' | null) {
  if (word === null || word === 'portion') return { unit: word, times: ONE, isWhole: true };
  return { ...word, isWhole: compare(word.times, ONE) === 0 };
}

const FIELDS_OF = new WeakMap<readonly Column[], ReadonlyMap<string, number>>();
/** Field to column, worked out once a file. */
function fieldsOf({ columns }: Reading): ReadonlyMap<string, number> {
  const known = FIELDS_OF.get(columns);
  if (known) return known;
  const fields = new Map(
    columns.flatMap(({ field, index }) => (field === null ? [] : [[field, index] as const])),
  );
  FIELDS_OF.set(columns, fields);
  return fields;
}

/** The last day a mapping may begin on (R36). */
export const yearAfter = (today: string) => addDays(today, 366);

function readDay(text: string): string | null {
  const [, year, month, day] =
    /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  const [, d, m, y] = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text) ?? [];
  try {
    const parts = { year: Number(year ?? y), month: Number(month ?? m), day: Number(day ?? d) };
    return Temporal.PlainDate.from(parts, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/** Rows of data, below the headings, that are not blank. */
export function* dataRows({ table }: Reading, headingRow: number): Generator<number> {
  for (let index = headingRow + 1; index < table.rows.length; index++) {
    if (table.rows[index]?.some((cell) => cell.trim() !== '')) yield index;
  }
}
