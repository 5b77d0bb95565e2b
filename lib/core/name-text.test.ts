import { describe, expect, it } from 'vitest';
import { INVISIBLE, nameText, ONE_LINE } from './name-text';

describe('a name as it is kept', () => {
  it.each([
    ['  Cola ', 'Cola', 'outer blanks'],
    ['Cre\u0300me', 'Cr\u00e8me', 'letters in two parts'],
    ['Co\u200bla', 'Cola', 'a blank without width'],
    ['\u202eCola', 'Cola', 'a turned direction'],
    ['Co\u200dla', 'Cola', 'a joiner that joins no emoji'],
    ['\u{1F468}\u200d\u{1F373}', '\u{1F468}\u200d\u{1F373}', 'a cook, of two emoji'],
  ])('%j is %j: %s', (typed, kept) => {
    expect(nameText(typed)).toBe(kept);
    expect(kept.match(INVISIBLE)).toBeNull();
  });

  it('is one line', () => {
    expect(ONE_LINE.test('Crème brûlée 2 dl')).toBe(true);
    for (const broken of ['a\nb', 'a\tb', 'a\u0000b', 'a\u2028b']) expect(ONE_LINE.test(broken)).toBe(false);
  });
});
