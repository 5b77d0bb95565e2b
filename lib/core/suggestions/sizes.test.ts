import { describe, expect, it } from 'vitest';
import { Compounds } from './compounds';
import { readName } from './names';
import { litresAsMeasure, readSizes } from './sizes';

const measure = (name: string) => {
  const { measure: found } = readSizes(name).sizes;
  return found && `${found.quantity} ${found.unit}`;
};
const sizes = (name: string) => readName(name, new Compounds([])).sizes;

describe('measures', () => {
  it.each([
    ['Helles 0,5', '0.5 l'],
    ['Cola 33cl', '33 cl'],
    ['Gin 4 cl', '4 cl'],
    ['Fendant 3dl', '30 cl'],
    ['Fendant 7.5dl', '75 cl'],
    ['Merlot 1/2 l', '0.5 l'],
    ['Merlot ½l', '0.5 l'],
    ['Rumpsteak 250g', '250 g'],
    ['Rumpsteak 250 gr.', '250 g'],
    ['Sirloin 8oz', '227 g'],
    ['Badoit 1L', '1 l'],
    ['Absolut ,04l', '0.04 l'],
    ['Sauv 175 ml', '175 ml'],
    ['Fiorentina kg', '1 kg'],
    ['1,5 l Wasser', '1.5 l'],
  ])('%s → %s', (name, expected) => expect(measure(name)).toBe(expected));

  it.each([
    'Kronenbourg 1664',
    'Heineken 0.0',
    'Service 12.5%',
    'Monkey 47',
    '23 Pizza Tonno',
    'Menu 2.Gang',
    'Glas',
  ])('%s has none', (name) => expect(measure(name)).toBeNull());

  it('reads 0,0 as without alcohol', () => expect(readSizes('Bitburger 0,0').rest).toContain('alkoholfrei'));
});

describe('counts', () => {
  it.each([
    ['Gyoza 6er', 6, true],
    ['Huîtres x12', 12, true],
    ['3x Mochi', 3, true],
    ['Gyoza 10 Stk.', 10, true],
    ['Spring Rolls (4)', 4, true],
    ['Wings 12pc', 12, true],
    ['Paar Wiener', 2, true],
    ['3 Bratwürste', 3, false],
    ['Nigiri 2', 2, false],
  ])('%s → %i', (name, count, isCountMarked) => expect(sizes(name)).toMatchObject({ count, isCountMarked }));

  it.each(['4 Stagioni', 'Kronenbourg 1664', 'Get 27', 'Cola'])('%s counts nothing', (name) => {
    expect(sizes(name).count).toBeNull();
  });
});

describe('words for sizes', () => {
  it.each([
    ['Fl. Veltliner', { vessel: 'bottle' }],
    ['Gl. Weisswein', { vessel: 'glass' }],
    ['Vre Côtes Rhône', { vessel: 'glass' }],
    ['Guinness Pint', { vessel: 'pint' }],
    ['Gordons Dbl', { vessel: 'double' }],
    ['Kl. Schäufele', { portion: 'small' }],
    ['Sushi Mix L', { portion: 'large' }],
    ['Augustiner Halbe', { fraction: 'half' }],
    ['1/4 rosé', { fraction: 'quarter' }],
    ['Zweigelt 1/8', { fraction: 'eighth' }],
  ])('%s', (name, said) => expect(sizes(name)).toMatchObject(said));

  it.each([
    ['Maß Hell', '1 l'],
    ['Stange', '30 cl'],
    ['Schoppen Silvaner', '0.25 l'],
    ['Merlot dl', '10 cl'],
    ['Mezzo litro bianco', '0.5 l'],
    ['Demi blonde', '25 cl'],
  ])('%s is %s', (name, expected) => {
    const { measure: found } = sizes(name);
    expect(`${found?.quantity} ${found?.unit}`).toBe(expected);
  });

  it('reads half and half as a kind of fondue', () => {
    expect(readSizes('Fondue 1/2-1/2')).toMatchObject({
      sizes: { fraction: null },
      rest: expect.stringContaining('halfhalf'),
    });
  });
});

it('says volumes as a bar does', () => {
  expect(litresAsMeasure(0.04)).toEqual({ quantity: '4', unit: 'cl' });
  expect(litresAsMeasure(0.25)).toEqual({ quantity: '0.25', unit: 'l' });
});
