import { describe, expect, it } from 'vitest';
import { COMMA, POINT } from '../read-decimal';
import { type ListTarget, readRecipeList } from './recipe-list';

const TARGETS: readonly ListTarget[] = [
  { value: 'beef', name: 'Rinderfilet', baseUnit: 'kg' },
  { value: 'oil', name: 'Öl', baseUnit: 'l' },
  { value: 'cream', name: 'Sahne', baseUnit: 'cl' },
  { value: 'egg', name: 'Eier', baseUnit: 'piece' },
  { value: 'cola', name: 'Cola 0,33', baseUnit: 'bottle' },
  { value: '7up', name: '7up', baseUnit: 'l' },
  { value: 'flour', name: '00 Mehl', baseUnit: 'kg' },
  { value: 'broth', name: 'Brühe', baseUnit: 'l' },
  { value: 'broth-recipe', name: 'Brühe', baseUnit: null },
  { value: 'jus', name: 'Jus', baseUnit: null },
];
const read = (text: string, notation = COMMA) => readRecipeList(text, TARGETS, notation);
const short = (text: string, notation = COMMA) =>
  read(text, notation).map((one) => [one.target, one.quantity, one.unit, one.said].join('|'));

describe('a pasted list (R42)', () => {
  it.each([
    ['200 g Rinderfilet', 'beef|200|g|'],
    ['200g rinderfilet', 'beef|200|g|'],
    ['Rinderfilet 200 g', 'beef|200|g|'],
    ['Rinderfilet: 1,5 kg', 'beef|1.5|kg|'],
    ['- 0,2 kg Rinderfilet', 'beef|0.2|kg|'],
    ['1. 200 g Rinderfilet', 'beef|200|g|'],
    ['Rinderfilet\t200\tg', 'beef|200|g|'],
    ['200\tg\tRinderfilet', 'beef|200|g|'],
    ['Rinderfilet\t200 g', 'beef|200|g|'],
    ['½ l Öl', 'oil|0.5|l|'],
    ['1½ l Oel', '|1.5|l|1½ l Oel'],
    ['2 dl Sahne', 'cream|20|cl|'],
    ['2 Eier', 'egg|2|piece|'],
    ['2 x Eier', 'egg|2|piece|'],
    ['Eier 2', 'egg|2|piece|'],
    ['2 Stk. Eier', 'egg|2|piece|'],
    ['3 Cola 0,33', 'cola|3|bottle|'],
    ['1 Fl. Cola 0,33', 'cola|1|bottle|'],
    ['7up 0,2 l', '7up|0.2|l|'],
    ['00 Mehl 500 g', 'flour|500|g|'],
    ['2 Portionen Jus', 'jus|2||'],
    ['Jus\t1', 'jus|1||'],
    ['1 Portion Brühe', 'broth-recipe|1||'],
    ['100 ml Brühe', 'broth|100|ml|'],
  ])('%s', (line, expected) => {
    expect(short(line)).toEqual([expected]);
  });

  it.each([
    ['nothing by that name', '50 g Trüffel', '|50|g|50 g Trüffel'],
    ['an ingredient and a recipe of that name', '2 Brühe', '|2||2 Brühe'],
    ['no amount', 'Rinderfilet', 'beef||g|Rinderfilet'],
    ['a spoon', '2 EL Öl', 'oil||ml|2 EL Öl'],
    ['a unit of another dimension', '2 l Rinderfilet', 'beef||g|2 l Rinderfilet'],
    ['portions of an ingredient', '1 Portion Öl', '|1||1 Portion Öl'],
    ['grams of a recipe', '100 g Jus', 'jus|||100 g Jus'],
    ['a figure of what is weighed', '200 Rinderfilet', 'beef|200|g|200 Rinderfilet'],
    ['more cells than are understood', 'Suppe\tRinderfilet\t200\tg', '|200|g|Suppe Rinderfilet 200 g'],
  ])('keeps the text where it is not clear: %s', (_, line, expected) => {
    expect(short(line)).toEqual([expected]);
  });

  it('leaves out headings and empty lines, reads trim and either notation', () => {
    const [line, ...more] = read('Zutat\tMenge\tEinheit\r\n\r\nRinderfilet\t1.5\tkg\t10 %\r\n', POINT);
    expect(line).toMatchObject({ target: 'beef', quantity: '1.5', unit: 'kg', trimPercent: '10' });
    expect(more).toEqual([]);
    expect(short('1.500 g Rinderfilet')).toEqual(['beef|1500|g|']);
    expect(short('1,500 g Rinderfilet', POINT)).toEqual(['beef|1500|g|']);
  });

  it('loses no line', () => {
    const lines = ['?', '-', '12', '200 g', '200 g Rinderfilet', '%', '\t5\t', 'g', '1/0 x', '¼'];
    const found = read(lines.join('\n'));
    expect(found).toHaveLength(lines.length);
    for (const one of found) expect(one.said !== '' || one.target !== '').toBe(true);
  });
});
