import { describe, expect, it } from 'vitest';
import { headingKey, NameIndex, nameKey } from './name-key';

describe('names compared as people mean them (R42)', () => {
  it('without case, accents or outer blanks', () => {
    expect(nameKey(' Crème BRÛLÉE ')).toBe(nameKey('creme brulee'));
    expect(nameKey('Cola 2 dl')).not.toBe(nameKey('Cola 3 dl'));
  });

  it('headings without brackets, blanks and punctuation as well', () => {
    expect(headingKey('Standard-EK-Preis (CHF)')).toBe(headingKey('standard ek preis'));
  });

  it('finds the exact one first, then the one in another case, then the one without accents', () => {
    const index = new NameIndex([{ name: 'Käse' }, { name: 'KÄSE' }, { name: 'Pâte' }]);
    expect(index.find('Käse')).toEqual({ name: 'Käse' });
    expect(index.find('käse')).toBe('ambiguous');
    expect(index.find('pate')).toEqual({ name: 'Pâte' });
    expect(index.find('Brot')).toBeUndefined();
    index.add({ name: 'Brot' });
    expect(index.find('BROT')).toEqual({ name: 'Brot' });
  });

  it.each([
    ['Käse', 'Käse'],
    ['KÄSE ', 'Käse'],
    ['kase', 'Kase'],
    ['ol', 'Öl'],
    ['Straße', 'STRASSE'],
    ['Kasé', 'ambiguous'],
    ['Butter', undefined],
  ])('%s is %s', (name, found) => {
    const index = new NameIndex(['Käse', 'Kase', 'Öl', 'STRASSE'].map((one) => ({ name: one })));
    const thing = index.find(name);
    expect(typeof thing === 'object' ? thing.name : thing).toBe(found);
  });
});
