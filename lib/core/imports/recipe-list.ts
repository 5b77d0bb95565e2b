import { exact, multiply, ONE, roundHalfEven } from '../quantity';
import { type Notation, readDecimal } from '../read-decimal';
import { type BaseUnit, convert, smallestUnit } from '../units';
import { FIELDS } from './kinds';
import { headingKey, NameIndex } from './name-key';
import { readUnit, type UnitWord } from './words';

/** What a line may name; `baseUnit` null: a recipe, counted in portions. */
export interface ListTarget {
  value: string;
  name: string;
  baseUnit: BaseUnit | null;
}
/** A line as it was understood. What was not is empty, and `said` keeps its text. */
export interface ListedLine {
  target: string;
  /** What the target was called. */
  name: string;
  quantity: string;
  unit: BaseUnit | '';
  trimPercent: string;
  /** The text of a line that somebody has to look at; '' where all is clear. */
  said: string;
}
type Unit = UnitWord | 'portion' | null;
interface Reading {
  name: string;
  quantity: string | null;
  unit: Unit;
  trim: string | null;
  /** Measured by something that is no unit: a spoon, a pinch. */
  isVague: boolean;
}

const FRACTIONS: Readonly<Record<string, string>> = {
  '½': '0.5',
  '1/2': '0.5',
  '¼': '0.25',
  '1/4': '0.25',
  '¾': '0.75',
  '3/4': '0.75',
  '⅛': '0.125',
  '1/8': '0.125',
};
const AMOUNT = String.raw`\d+\s*[½¼¾⅛]|[½¼¾⅛]|1\/2|1\/4|3\/4|1\/8|\d[\d.,]*`;
const LEADING = new RegExp(String.raw`^(${AMOUNT})(\s*)(?:[x×]\s+)?(.+)$`, 'u');
const TRAILING = new RegExp(String.raw`^(.*?[^\s:,;–-])[\s:;–-]+(${AMOUNT})\s*(\S*)$`, 'u');
const BULLET = /^(?:[-–•*·▪]|\d{1,2}[.)](?=\s+[\d½¼¾⅛]))\s+/u;
const VAGUE = new Set(
  'EL|TL|ESSLOEFFEL|ESSLOFFEL|TEELOEFFEL|TEELOFFEL|PRISE|PRISEN|BUND|ZEHE|ZEHEN|TASSE|TASSEN|DOSE|DOSEN|PACKUNG|PKG|PCK|SCHUSS|SPRITZER|ZWEIG|ZWEIGE|SCHEIBE|SCHEIBEN|TBSP|TSP|CUP|CUPS|PINCH|DASH|DASHES|CLOVE|CLOVES|BUNCH|CAN|CANS|TIN|TINS|SLICE|SLICES|OZ|LB'.split(
    '|',
  ),
);
const HEADINGS = new Set(
  FIELDS.recipes.flatMap(({ headings }) => [...headings.de, ...headings.en].map(headingKey)),
);

/**
 * A list as a cook writes it (`200 g Beef`, `Beef 200 g`) or as a spreadsheet gives it (`Beef<TAB>200<TAB>g`,
 * columns in any order): one line each. Names are found as imports find them (R42). Nothing is guessed: where
 * the name, the amount or its unit is not clear, that is left empty.
 */
export function readRecipeList(
  text: string,
  targets: readonly ListTarget[],
  notation: Notation,
): ListedLine[] {
  const ingredients = new NameIndex(targets.filter((one) => one.baseUnit !== null));
  const recipes = new NameIndex(targets.filter((one) => one.baseUnit === null));
  const find = ({ name, unit }: Reading): ListTarget | undefined => {
    const ingredient = unit === 'portion' ? undefined : ingredients.find(name);
    const recipe = recipes.find(name);
    const found = ingredient === undefined || (recipe && unit === null) ? recipe : ingredient;
    return found === 'ambiguous' || (ingredient && recipe && unit === null) ? undefined : found;
  };
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll('\u00a0', ' ').trim())
    .filter((line, index) => line !== '' && !(index === 0 && isHeading(line)))
    .map((line) => {
      const readings = readingsOf(line, notation);
      const known = readings
        .filter((one) => find(one) !== undefined)
        .toSorted((a, b) => b.name.length - a.name.length)[0];
      const reading = known ?? readings[0] ?? plain(line);
      return listed(line, reading, find(reading));
    });
}

function listed(line: string, reading: Reading, target: ListTarget | undefined): ListedLine {
  const { unit } = reading;
  const amount = reading.isVague || reading.quantity === null ? null : exact(reading.quantity);
  const said = typeof unit === 'object' && unit !== null ? unit.unit : null;
  const base = target?.baseUnit ?? null;
  // Portions of an ingredient, litres of what is weighed: the amount is for a person to say.
  const fits =
    target === undefined ||
    (base === null ? said === null : unit !== 'portion' && (!said || convert(ONE, said, base) !== null));
  // Without a word for it a figure is pieces or portions, but grams or millilitres only by habit.
  const isAssumed = said === null && base !== null && base !== 'piece' && base !== 'bottle';
  const quantity =
    amount === null || !fits
      ? ''
      : roundHalfEven(typeof unit === 'object' && unit !== null ? multiply(amount, unit.times) : amount);
  const isClear = target !== undefined && quantity !== '' && !isAssumed;
  return {
    target: target?.value ?? '',
    name: target?.name ?? reading.name,
    quantity,
    unit: fits
      ? (said ?? (base === null ? '' : smallestUnit(base)))
      : base === null
        ? ''
        : smallestUnit(base),
    trimPercent: reading.trim ?? '0',
    said: isClear ? '' : line.replaceAll('\t', ' '),
  };
}

const plain = (name: string): Reading => ({ name, quantity: null, unit: null, trim: null, isVague: false });
const isHeading = (line: string) =>
  line
    .split('\t')
    .filter((cell) => cell.trim() !== '')
    .every((cell) => HEADINGS.has(headingKey(cell)));

/** How a line may be meant, the likeliest first. */
function readingsOf(line: string, notation: Notation): Reading[] {
  const cells = line.split('\t').flatMap((cell) => (cell.trim() === '' ? [] : [cell.trim()]));
  return cells.length > 1 ? [ofCells(cells, notation)] : ofText(line.replace(BULLET, ''), notation);
}

/** Cells are known by what they hold; what is left over is the name. */
function ofCells(cells: readonly string[], notation: Notation): Reading {
  const reading = plain('');
  const left: string[] = [];
  for (const cell of cells) {
    const trim = /^([\d.,]+)\s*%$/.exec(cell)?.[1];
    const [, amount = '', word = ''] = /^([\d.,]+|[½¼¾⅛]|\d\/\d)\s*(\p{L}*\.?)$/u.exec(cell) ?? [];
    const figure = amountOf(amount, notation);
    const unit = word === '' ? null : readUnit(word);
    if (trim !== undefined && reading.trim === null) reading.trim = amountOf(trim, notation);
    else if (figure !== null && reading.quantity === null && (word === '' || unit !== null)) {
      reading.quantity = figure;
      reading.unit ??= unit;
    } else if (reading.unit === null && readUnit(cell) !== null) reading.unit = readUnit(cell);
    else if (VAGUE.has(headingKey(cell))) reading.isVague = true;
    else left.push(cell);
  }
  return { ...reading, name: left.join(' ') };
}

function ofText(line: string, notation: Notation): Reading[] {
  const [withUnit, without]: [Reading[], Reading[]] = [[], []];
  const [, first = '', gap = '', rest = ''] = LEADING.exec(line) ?? [];
  const before = amountOf(first, notation);
  if (before !== null) {
    const [, word = '', name = ''] = /^(\S+)\s+(.+)$/u.exec(rest) ?? [];
    const unit = word === '' ? null : readUnit(word);
    const isVague = VAGUE.has(headingKey(word));
    const amount = { quantity: before, trim: null };
    if (unit !== null || isVague) withUnit.push({ ...amount, name, unit, isVague });
    else if (gap !== '') without.push({ ...amount, name: rest, unit: null, isVague: false });
  }
  const [, name = '', last = '', word = ''] = TRAILING.exec(line) ?? [];
  const after = amountOf(last, notation);
  if (after !== null) {
    const unit = word === '' ? null : readUnit(word);
    const isVague = VAGUE.has(headingKey(word));
    const reading = { name, quantity: after, unit, trim: null, isVague };
    if (unit !== null || isVague) withUnit.push(reading);
    else if (word === '') without.push(reading);
  }
  return [...withUnit, ...without, plain(line)];
}

/** `1,5`, `½`, `1/4`, `1½` as a wire decimal; null for none, and for nothing at all. */
function amountOf(text: string, notation: Notation): string | null {
  const fraction = FRACTIONS[text];
  if (fraction !== undefined) return fraction;
  const [, whole, part = ''] = /^(\d+)\s*([½¼¾⅛])$/u.exec(text) ?? [];
  if (whole !== undefined) return `${whole}${FRACTIONS[part]?.slice(1) ?? ''}`;
  const figure = readDecimal(text.replace(/[.,]$/, ''), notation);
  return figure === null || Number(figure) === 0 ? null : figure;
}
