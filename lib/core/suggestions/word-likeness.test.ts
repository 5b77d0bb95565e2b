import { describe, expect, it } from 'vitest';
import { formOf, likeness } from './word-likeness';

const like = (written: string, full: string) => {
  const isCut = written.endsWith('.');
  return likeness({ ...formOf(isCut ? written.slice(0, -1) : written), isCut }, formOf(full));
};

describe('likeness', () => {
  it.each([
    ['schnitzel', 'schnitzel', 1, 1],
    ['pizze', 'pizza', 0.97, 0.97],
    ['schni', 'schnitzel', 0.75, 0.95],
    ['schni.', 'schnitzel', 0.85, 0.95],
    ['p.', 'pinot', 0.5, 0.7],
    ['wht', 'white', 0.8, 0.85],
    ['chkn', 'chicken', 0.55, 0.8],
    ['capuccino', 'cappuccino', 0.85, 0.95],
    ['mochito', 'mojito', 0.6, 0.9],
    ['oragensaft', 'orangensaft', 0.85, 0.95],
  ])('%s for %s', (written, full, least, most) => {
    expect(like(written, full)).toBeGreaterThanOrEqual(least);
    expect(like(written, full)).toBeLessThanOrEqual(most);
  });

  it.each([
    ['bier', 'wein'],
    ['cola', 'kohl'],
    ['gin', 'gyn'],
    ['16', '160'],
    ['tee', 'teller'],
    ['hugo', 'huhn'],
  ])('%s is not taken for %s', (written, full) => expect(like(written, full)).toBeLessThan(0.75));

  it('grows with what is written', () => {
    expect(like('jag.', 'jager')).toBeGreaterThan(like('j.', 'jager'));
    expect(like('jagerschn', 'jagerschnitzel')).toBeGreaterThan(like('jager', 'jagerschnitzel') - 0.01);
  });
});
