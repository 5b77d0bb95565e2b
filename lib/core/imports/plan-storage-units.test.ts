import { describe, expect, it } from 'vitest';
import { actsOf, knownCompany, readingOf } from '@/testing/fixtures/import-sheet';
import { now } from '../steps';
import { planStorageUnits } from './plan-storage-units';

const storageUnits = [
  { id: 'cellar', name: 'Cellar', address: 'Back yard' },
  { id: 'a', name: 'Bar', address: null },
  { id: 'b', name: 'BAR', address: null },
];
const plan = (...rows: string[][]) =>
  now(
    planStorageUnits(
      readingOf('storage_units', [['Name', 'Address'], ...rows]),
      0,
      knownCompany({ storageUnits }),
    ),
  );

describe('storage units of a file (R42)', () => {
  it('are made, changed or left alone; a blank address leaves the one that is there', () => {
    const { rows, writes } = plan(['Kitchen', 'Ground floor'], ['cellar', 'Basement'], ['Cellar', '']);
    expect(actsOf({ rows })).toEqual(['create', 'change', 'name: row_twice']);
    expect(writes).toEqual([
      { id: null, name: 'Kitchen', address: 'Ground floor' },
      { id: 'cellar', name: 'Cellar', address: 'Basement' },
    ]);
    expect(plan(['Cellar', ''])).toMatchObject({ rows: [{ action: 'nothing' }], writes: [] });
  });

  it('whose name two bear are not chosen for anybody', () => {
    expect(actsOf(plan(['bar', '']))).toEqual(['name: name_ambiguous']);
    expect(actsOf(plan(['Bar', '']))).toEqual(['nothing']);
  });
});
