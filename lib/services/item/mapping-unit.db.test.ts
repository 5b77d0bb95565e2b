import { beforeEach, describe, expect, it } from 'vitest';
import { listMappingVersions } from '@/db/queries/mappings';
import { recomputeEntry } from '@/lib/core/recompute-entry';
import { suiteDatabase } from '@/testing/database/suite-database';
import { sale } from '@/testing/fake-pos';
import { type TestRestaurant, testRestaurant } from '@/testing/fixtures/test-restaurant';
import { getExplanation } from '../ledger/get-explanation';
import { saveMapping } from './save-mapping';

const database = suiteDatabase();
let inn: TestRestaurant;
beforeEach(async () => {
  inn = await testRestaurant(database.db);
});
const map = (more: object) =>
  saveMapping(inn.ctx, {
    id: inn.item.new,
    mapped_object_type: 'ingredient',
    mapped_object_id: inn.ingredient.beans,
    ...more,
  });

describe('the unit of a mapping (R13, R17)', () => {
  it('is any of the dimension, returned as given, and counts exactly', async () => {
    expect((await map({ quantity: '9', unit: 'g' })).mapping).toMatchObject({ quantity: '9', unit: 'g' });
    await inn.sell('2026-03-10', sale('new', '3'));
    const [entry] = await inn.standing();
    expect(entry).toMatchObject({ quantity: '-0.027000' });
    const { sale: explained } = await getExplanation(inn.ctx, { id: entry?.id ?? '' });
    expect(explained?.mapping).toMatchObject({ quantity: '9', unit: 'g' });
    expect(explained && recomputeEntry(explained).quantity).toBe('-0.027');
  });

  it('is the base unit where none is given; saying that one writes nothing new', async () => {
    expect((await map({ quantity: '0.009' })).mapping).toMatchObject({ unit: 'kg', version: 1 });
    expect((await map({ quantity: '0.009', unit: 'kg' })).mapping).toMatchObject({ version: 1 });
    expect((await map({ quantity: '9', unit: 'g' })).mapping).toMatchObject({ version: 2 });
    const versions = await listMappingVersions(database.db, inn.companyId, inn.item.new);
    expect(versions.map(({ unit }) => unit)).toEqual(['g', null]);
  });

  it('must convert, and a recipe has none', async () => {
    await expect(map({ quantity: '1', unit: 'cl' })).rejects.toMatchObject({ code: 'unit_mismatch' });
    const { mapping } = await saveMapping(inn.ctx, {
      id: inn.item.new,
      mapped_object_type: 'recipe',
      mapped_object_id: inn.recipe.steak,
    });
    expect(mapping).toMatchObject({ unit: null });
    const inGrams = { mapped_object_type: 'recipe', mapped_object_id: inn.recipe.steak, unit: 'g' };
    await expect(map(inGrams)).rejects.toMatchObject({ code: 'unit_mismatch' });
  });
});
