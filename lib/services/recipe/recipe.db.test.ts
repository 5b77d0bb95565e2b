import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, it } from 'vitest';
import { lightspeedIntegrations, lightspeedItems } from '@/db/schema/lightspeed';
import { suiteDatabase } from '@/testing/database/suite-database';
import { testCompany } from '@/testing/fixtures/test-company';
import { archiveIngredient } from '../ingredient/archive-ingredient';
import { createIngredient } from '../ingredient/create-ingredient';
import { listIngredientUses } from '../ingredient/list-ingredient-uses';
import { listIngredients } from '../ingredient/list-ingredients';
import { updateIngredient } from '../ingredient/update-ingredient';
import { saveMapping } from '../item/save-mapping';
import { archiveRecipe } from './archive-recipe';
import { createRecipe } from './create-recipe';
import { duplicateRecipe } from './duplicate-recipe';
import { getRecipe } from './get-recipe';
import { listRecipeUses } from './list-recipe-uses';
import { updateRecipe } from './update-recipe';

const t = suiteDatabase();
let own: Awaited<ReturnType<typeof testCompany>>;
beforeEach(async () => {
  own = await testCompany(t.db);
});

const ingredient = (name: string, base_unit: 'kg' | 'piece' = 'kg', company = own) =>
  createIngredient(company.ctx, { company_id: company.companyId, name, base_unit });
const recipe = (name: string, lines: Parameters<typeof createRecipe>[1]['lines'] = []) =>
  createRecipe(own.ctx, { company_id: own.companyId, name, lines });
const withCode = (code: string) => ({ code });

describe('recipes (R17)', () => {
  it('keeps lines in order and writes a version only for other lines (R25)', async () => {
    const flour = await ingredient('Flour');
    const lines = [{ ingredient_id: flour.id, quantity: '250', unit: 'g' as const, trim_percent: '10' }];
    const made = await recipe('Dough', lines);
    expect(made).toMatchObject({
      version: 1,
      lines: [{ name: 'Flour', quantity: '250', trim_percent: '10' }],
    });
    const same = [{ ...lines[0], ingredient_id: flour.id, quantity: '250.000', trim_percent: '10.0' }];
    expect(await updateRecipe(own.ctx, { id: made.id, lines: same })).toMatchObject({ version: 1 });
    const other = [{ ...lines[0], ingredient_id: flour.id, quantity: '260' }];
    expect(await updateRecipe(own.ctx, { id: made.id, lines: other })).toMatchObject({ version: 2 });
    expect(await getRecipe(own.as('viewer'), { id: made.id })).toMatchObject({ version: 2 });
  });

  it('refuses a unit of another dimension, an inactive part and what is not there', async () => {
    const flour = await ingredient('Flour');
    const wrong = [{ ingredient_id: flour.id, quantity: '1', unit: 'l' as const }];
    await expect(recipe('Dough', wrong)).rejects.toMatchObject(withCode('unit_mismatch'));
    const old = await recipe('Old');
    await archiveRecipe(own.ctx, { id: old.id });
    const part = [{ sub_recipe_id: old.id, quantity: '1' }];
    await expect(recipe('New', part)).rejects.toMatchObject(withCode('sub_recipe_inactive'));
    const none = (line: object) => recipe('X', [{ quantity: '1', ...line }]);
    await expect(none({ ingredient_id: v7() })).rejects.toMatchObject(withCode('ingredient_not_found'));
    await expect(none({ sub_recipe_id: v7() })).rejects.toMatchObject(withCode('recipe_not_found'));
  });

  it('is duplicated with its lines, under the first free name', async () => {
    const flour = await ingredient('Flour');
    const line = { ingredient_id: flour.id, quantity: '250', unit: 'g' as const, trim_percent: '10' };
    const dough = await recipe('Dough', [line, { sub_recipe_id: (await recipe('Sauce')).id, quantity: '2' }]);
    const copy = (id: string) => duplicateRecipe(own.ctx, { id, name: 'Dough (copy)' });
    const first = await copy(dough.id);
    expect(first).toMatchObject({ name: 'Dough (copy)', version: 1, is_active: true });
    const said = ({ lines }: typeof dough) => lines.map(({ id: _, ...rest }) => rest);
    expect(said(first)).toEqual(said(dough));
    expect(await copy(dough.id)).toMatchObject({ name: 'Dough (copy 2)' });
    await updateRecipe(own.ctx, { id: first.id, lines: [] });
    expect((await getRecipe(own.ctx, { id: dough.id })).lines).toHaveLength(2);
    const viewer = duplicateRecipe(own.as('viewer'), { id: dough.id, name: 'X' });
    await expect(viewer).rejects.toMatchObject(withCode('forbidden'));
  });

  it('refuses a cycle, also when two saves would close it at once', async () => {
    const a = await recipe('A');
    await expect(
      updateRecipe(own.ctx, { id: a.id, lines: [{ sub_recipe_id: a.id, quantity: '1' }] }),
    ).rejects.toMatchObject(withCode('recipe_cycle'));
    const b = await recipe('B');
    const results = await Promise.allSettled([
      updateRecipe(own.ctx, { id: a.id, lines: [{ sub_recipe_id: b.id, quantity: '1' }] }),
      updateRecipe(own.ctx, { id: b.id, lines: [{ sub_recipe_id: a.id, quantity: '1' }] }),
    ]);
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((r) => r.status === 'rejected');
    expect(refused?.reason).toMatchObject(withCode('recipe_cycle'));
  });

  it('keeps what is used: ingredient, recipe, base unit', async () => {
    const flour = await ingredient('Flour');
    const dough = await recipe('Dough', [{ ingredient_id: flour.id, quantity: '1' }]);
    const bread = await recipe('Bread', [{ sub_recipe_id: dough.id, quantity: '1' }]);
    await expect(archiveIngredient(own.ctx, { id: flour.id })).rejects.toMatchObject({
      code: 'ingredient_in_use',
      details: { used_by: [{ kind: 'recipe', name: 'Dough' }] },
    });
    expect(await listIngredientUses(own.ctx, { id: flour.id })).toEqual({
      data: [{ kind: 'recipe', id: dough.id, name: 'Dough', is_archived: false }],
    });
    expect((await listRecipeUses(own.ctx, { id: dough.id })).data.map((use) => use.id)).toEqual([bread.id]);
    await expect(archiveRecipe(own.ctx, { id: dough.id })).rejects.toMatchObject(withCode('recipe_in_use'));
    await expect(updateIngredient(own.ctx, { id: flour.id, base_unit: 'g' })).rejects.toMatchObject(
      withCode('base_unit_in_use'),
    );
    await archiveRecipe(own.ctx, { id: bread.id });
    await archiveRecipe(own.ctx, { id: dough.id });
    expect(await archiveIngredient(own.ctx, { id: flour.id })).toMatchObject({ is_active: false });
    await expect(updateRecipe(own.ctx, { id: dough.id, is_active: true })).rejects.toMatchObject(
      withCode('ingredient_not_found'),
    );
  });

  it('keeps what an item is mapped to', async () => {
    const integrationId = v7();
    const { companyId } = own;
    await t.db.insert(lightspeedIntegrations).values({
      id: integrationId,
      companyId,
      name: 'L',
      tokenCiphertext: 'none',
      accessExpiresAt: new Date(),
    });
    const [item] = await t.db
      .insert(lightspeedItems)
      .values({ companyId, integrationId, businessId: 'b', lightspeedId: '1', name: 'Bread' })
      .returning();
    const bread = await recipe('Bread');
    await saveMapping(own.ctx, {
      id: item?.id ?? '',
      mapped_object_type: 'recipe',
      mapped_object_id: bread.id,
    });
    await expect(archiveRecipe(own.ctx, { id: bread.id })).rejects.toMatchObject({
      code: 'recipe_in_use',
      details: { used_by: [{ kind: 'mapping', name: 'Bread' }] },
    });
    // An item that Lightspeed has no more still holds what it is mapped to, and is named as such.
    await t.db
      .update(lightspeedItems)
      .set({ archivedAt: new Date() })
      .where(eq(lightspeedItems.companyId, companyId));
    expect((await listRecipeUses(own.ctx, { id: bread.id })).data).toEqual([
      { kind: 'mapping', id: item?.id, name: 'Bread', is_archived: true },
    ]);
  });

  it('takes a name once among the active, in any case', async () => {
    await ingredient('Flour');
    await expect(ingredient('flour')).rejects.toMatchObject(withCode('name_taken'));
    const both = await Promise.allSettled([recipe('Soup'), recipe('SOUP')]);
    expect(both.filter((r) => r.status === 'rejected')).toHaveLength(1);
  });

  it("neither sees nor uses another company's (R3)", async () => {
    const other = await testCompany(t.db);
    const theirs = await ingredient('Theirs', 'kg', other);
    await expect(recipe('Mine', [{ ingredient_id: theirs.id, quantity: '1' }])).rejects.toMatchObject(
      withCode('ingredient_not_found'),
    );
    await expect(archiveIngredient(own.ctx, { id: theirs.id })).rejects.toMatchObject(withCode('not_found'));
    const { ctx, as, companyId } = own;
    await expect(listIngredients(ctx, { company_id: other.companyId })).rejects.toMatchObject(
      withCode('unauthorized_company_access'),
    );
    await expect(
      createIngredient(as('viewer'), { company_id: companyId, name: 'No', base_unit: 'kg' }),
    ).rejects.toMatchObject(withCode('forbidden'));
  });

  it('pages and searches by name; wildcards are letters', async () => {
    for (const name of ['100% rye', 'apple', 'Bread', 'carrot']) await ingredient(name);
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listIngredients(own.ctx, { company_id: own.companyId, limit: 3, cursor });
      names.push(...page.data.map((row) => row.name));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(names).toEqual(['100% rye', 'apple', 'Bread', 'carrot']);
    const found = await listIngredients(own.ctx, { company_id: own.companyId, search: '0%' });
    expect(found.data.map((row) => row.name)).toEqual(['100% rye']);
    await expect(
      listIngredients(own.ctx, { company_id: own.companyId, cursor: 'nonsense' }),
    ).rejects.toMatchObject(withCode('validation_failed'));
  });
});
