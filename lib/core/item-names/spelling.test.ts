import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isSpelling } from './spelling';

const rows = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((row) => row.split('|').map((name) => name.trim()) as [string, string]);

const SAME = rows(`
  Cola                       | COLA
  Cola                       | cola.
  Käsespätzle                | Kaesespaetzle
  Crème brûlée               | CREME BRULEE
  Weißbier                   | Weissbier
  Apfel-Schorle              | Apfelschorle
  Rösti mit Speck            | Speck Rösti
  Wiener Schnitzel           | Schnitzel, Wiener
  Gin & Tonic                | Gin Tonic
  Tagessuppe                 | Tages Suppe
  Jägerschn.                 | Jägerschnitzel
  Jägerschnitz               | Jägerschnitzel
  Grüner Velt.               | Gruener Veltliner
  Wht Wine                   | White Wine
  Flasche Merlot             | Fl. Merlot
  Pizza groß                 | Pizza gr.
  Pizza gross                | Pizza large
  Cappucino                  | Cappuccino
  Sommerbowle                | Sommerbowel
  Sommerbowle                | Sommerbwole
  Latte Macchiato            | Latte Machiato
  Pizza Margherita           | Pizza Margerita
  Cola 0,2                   | Cola 0.2 l
  Cola 0,2                   | Cola 2dl
  Cola 2 dl                  | Cola 20 cl
  Steak 250 g                | Steak 0,25 kg
  6 Stk Nuggets              | Nuggets 6er
  Menü 1                     | Menu 1
  Burger o. Käse             | Burger ohne Käse
  Burger w/o cheese          | Burger without cheese
  ohne Zwiebeln              | Ohne Zwiebel
`);
const OTHER = rows(`
  Sommerbowle                | Winterpunsch
  Cola 0,2                   | Cola 0,4
  Cola 0,2                   | Cola
  Steak 200 g                | Steak 250 g
  6er Nuggets                | 9er Nuggets
  Menü 1                     | Menü 2
  Rioja 2019                 | Rioja 2020
  Lager 30 cl                | Lager 30
  Espresso                   | Espresso doppelt
  Pizza                      | Pizza gross
  Pizza gross                | Pizza klein
  Pizza L                    | Pizza S
  Dessert A                  | Dessert B
  Glas Merlot                | Flasche Merlot
  Cola                       | Cola Zero
  Cola light                 | Cola
  Bier 0,5 alkoholfrei       | Bier 0,5
  ohne Käse                  | mit Käse
  ohne Käse                  | Käse
  Burger ohne Käse           | Burger mit Käse
  Burger ohne Käse mit Speck | Burger mit Käse ohne Speck
  Wasser mit                 | Wasser ohne
  Pommes                     | Pommes frites
  Apfel                      | Apfelsaft
  Winter                     | Winterpunsch
  Brot                       | Brötchen
  Kirsch                     | Hirsch
  Huhn                       | Hahn
  Pils                       | Pilz
  Margherita                 | Margarita
  Rotwein                    | Weisswein
  Rotwein                    | Roséwein
  Wein rot                   | Wein weiss
  Pulled Pork                | Pulled Beef
  ***                        | ---
`);

describe('names that are spellings of one, and names of other things (R38)', () => {
  test.each(SAME)('%s is %s', (name, other) => {
    expect(isSpelling(name, other)).toBe(true);
    expect(isSpelling(other, name)).toBe(true);
  });
  test.each(OTHER)('%s is not %s', (name, other) => {
    expect(isSpelling(name, other)).toBe(false);
    expect(isSpelling(other, name)).toBe(false);
  });

  const names = fc.constantFrom(...[...SAME, ...OTHER].flat());
  const texts = fc.oneof(names, fc.string({ maxLength: 40, unit: 'grapheme' }));
  it('every name is one of itself, in capitals too, and none is of one without being one the other way', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        expect(isSpelling(a, a)).toBe(true);
        expect(isSpelling(a, b)).toBe(isSpelling(b, a));
      }),
    );
    fc.assert(
      fc.property(names, (name) => {
        expect(isSpelling(name, name.toUpperCase())).toBe(true);
      }),
    );
  });

  it('another digit is another thing, whatever else is the same', () => {
    const digits = fc.integer({ min: 0, max: 99 });
    fc.assert(
      fc.property(names, digits, digits, (name, a, b) => {
        if (a !== b) expect(isSpelling(`${name} Nr ${a}`, `${name} Nr ${b}`)).toBe(false);
      }),
    );
  });

  it('a name of a thousand words keeps nobody waiting', () => {
    const long = Array.from({ length: 1000 }, (_, n) => `wort${'abcdefghij'[n % 10]}`).join(' ');
    expect(isSpelling(long, `${long}x`)).toBe(false);
  });
});
