import { describe, expect, it } from 'vitest';
import { offerStorageUnit } from './offer-storage-unit';

const units = ['Hauptlager Zürich', 'Bar & Keller Zürich', 'Lager Lissabon', 'seeblick zurich'].map(
  (name) => ({ id: name, name }),
);
const offer = (location: string, from = units, taken: string[] = [], isOnlyLocation = false) =>
  offerStorageUnit(location, from, { taken: new Set(taken), isOnlyLocation })?.name;

describe('the storage unit a location is offered', () => {
  it('bears its name, whatever its case and accents', () => {
    expect(offer('Seeblick Zürich')).toBe('seeblick zurich');
    expect(offer('HAUPTLAGER ZÜRICH')).toBe('Hauptlager Zürich');
  });
  it('else shares a good part of it', () => {
    expect(offer('Seeblick Zürich', units.slice(0, 3))).toBe('Hauptlager Zürich');
    expect(offer('Lissabon')).toBe('Lager Lissabon');
    expect(offer('Hauptlagr Zurich')).toBe('Hauptlager Zürich');
  });
  it('is one that no other location has, of two alike', () => {
    const two = [
      { id: 'a', name: 'Lager A' },
      { id: 'b', name: 'Lager B' },
    ];
    expect(offer('Lager', two, ['a'])).toBe('Lager B');
    expect(offer('Lager', two, ['b'])).toBe('Lager A');
  });
  it('is the only one of the only location, and none where nothing points to one', () => {
    const [, , lisbon] = units;
    expect(offer('Harbour', lisbon ? [lisbon] : [], [], true)).toBe('Lager Lissabon');
    expect(offer('Harbour', lisbon ? [lisbon] : [])).toBeUndefined();
    expect(offer('Harbour')).toBeUndefined();
    expect(offer('', units)).toBeUndefined();
    expect(offer('???', [{ id: 'x', name: '!!!' }])).toBeUndefined();
  });
});
