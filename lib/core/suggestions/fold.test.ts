import { describe, expect, it } from 'vitest';
import { fold, stem, typos } from './fold';

describe('fold', () => {
  it.each([
    ['Jägerschnitzel', 'jagerschnitzel'],
    ['JAEGERSCHNITZEL', 'jagerschnitzel'],
    ['Süssmost', 'sussmost'],
    ['Suessmost', 'sussmost'],
    ['Weißbier', 'weissbier'],
    ['Œuf', 'ouf'],
    ['oeuf', 'ouf'],
    ['Crème brûlée', 'creme brulee'],
    ['bleue', 'bleue'],
    ['Quetsch', 'quetsch'],
  ])('%s → %s', (text, folded) => expect(fold(text)).toBe(folded));
});

describe('stem', () => {
  it.each([
    ['pizza', 'pizze'],
    ['zwiebel', 'zwiebeln'],
    ['fromage', 'fromages'],
    ['formaggio', 'formaggi'],
    ['tomate', 'tomaten'],
    ['gipfel', 'gipfeli'],
    ['croissant', 'croissants'],
  ])('is one for %s and %s', (one, other) => expect(stem(one)).toBe(stem(other)));

  it('leaves three letters at least', () => {
    for (const word of ['eis', 'tee', 'oies', 'anis', 'uova']) expect(stem(word).length).toBeGreaterThan(2);
  });
});

describe('typos', () => {
  it.each([
    ['cappuccino', 'capuccino', 1],
    ['mojito', 'mojto', 1],
    ['espresso', 'expresso', 1],
    ['guinness', 'guiness', 1],
    ['abcd', 'abdc', 1],
    ['salat', 'salat', 0],
    ['bier', 'wein', 3],
  ])('%s to %s takes %i, 3 meaning more than two', (one, other, off) =>
    expect(typos(one, other, 2)).toBe(off),
  );
});
