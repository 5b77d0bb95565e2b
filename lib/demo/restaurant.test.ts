import { describe, expect, it } from 'vitest';
import { modifierEffectSchema } from '@/lib/contracts/modifiers';
import { createRecipeInput } from '@/lib/contracts/recipes';
import { addDays } from '@/lib/core/business-day';
import { asOn } from '@/lib/lightspeed/simulator/button-names';
import { CATALOGUE } from '@/lib/lightspeed/simulator/catalogue';
import { VOID_REASONS } from '@/lib/lightspeed/simulator/draw-order';
import { mappingOf } from './mappings';
import { demoRestaurant } from './restaurant';

const { ingredients, recipes, mappings, buttonMappings, ignoredSkus, modifierRules } = demoRestaurant;
const { packaging, voidReasons, receipts, storageUnits } = demoRestaurant;
const ingredientNames = new Set(ingredients.map((one) => one.name));
const recipeNames = new Set(recipes.map((one) => one.name));

describe('the demo restaurant', () => {
  it('has 62 ingredients and 40 recipes, each name once', () => {
    expect(ingredients).toHaveLength(62);
    expect(recipes).toHaveLength(40);
    expect(ingredientNames.size).toBe(62);
    expect(recipeNames.size).toBe(40);
  });

  it('names only what exists, sub-recipes before their users, every line as the contract wants it', () => {
    const before = new Set<string>();
    const id = '00000000-0000-4000-8000-000000000001';
    for (const recipe of recipes) {
      for (const { ingredient, recipe: sub, ...line } of recipe.lines) {
        expect([ingredient, sub].filter(Boolean)).toHaveLength(1);
        if (ingredient) expect(ingredientNames).toContain(ingredient);
        if (sub) expect(before).toContain(sub);
        const sent = { ...line, ...(sub ? { sub_recipe_id: id } : { ingredient_id: id }) };
        expect(
          createRecipeInput.safeParse({ company_id: id, name: recipe.name, lines: [sent] }).success,
          recipe.name,
        ).toBe(true);
      }
      before.add(recipe.name);
    }
  });

  it('reaches three recipes deep', () => {
    const depth = (name: string): number =>
      1 +
      Math.max(
        0,
        ...(recipes.find((one) => one.name === name)?.lines ?? []).map((l) =>
          l.recipe ? depth(l.recipe) : 0,
        ),
      );
    expect(depth('Classic Burger')).toBeGreaterThanOrEqual(3);
    expect(depth('Pizza Margherita')).toBeGreaterThanOrEqual(3);
  });

  it('maps the menu but for five items left open on purpose, and a menu that is decided by its parts', () => {
    const skus = CATALOGUE.flatMap((item) => item.sku ?? []);
    for (const sku of [...Object.keys(mappings), ...ignoredSkus]) expect(skus).toContain(sku);
    for (const mapping of [...Object.values(mappings), ...Object.values(buttonMappings)])
      expect(
        mapping.recipe ? recipeNames.has(mapping.recipe) : ingredientNames.has(mapping.ingredient ?? ''),
      ).toBe(true);
    const open = CATALOGUE.filter(({ sku }) => sku !== null && !ignoredSkus.includes(sku));
    expect(open.flatMap((item) => (mappingOf(item) ? [] : item.sku)).sort()).toEqual([
      '408',
      '625',
      '626',
      '950',
      '986',
      '988',
    ]);
    expect(mappings['542']?.ingredient).not.toBe(mappings['542.']?.ingredient);
    expect(mappings['912']?.is_subtraction).toBe(true);
  });

  it('says on every day of the year what its buttons take', () => {
    const named = new Set<string>();
    for (let day = 0; day < 366; day++) {
      const date = addDays('2028-01-01', day);
      for (const item of CATALOGUE) {
        const { sku, name } = asOn(item, date);
        if (name === item.name && buttonMappings[name] === undefined) continue;
        named.add(name);
        expect(mappingOf({ sku, name }), `${name} on ${date}`).toBeDefined();
      }
    }
    for (const name of Object.keys(buttonMappings)) expect(named).toContain(name);
  });

  it('packs what an item, a group and a bill takes along, of what exists', () => {
    const groups = new Set(CATALOGUE.map((item) => item.group));
    const skus = CATALOGUE.flatMap((item) => item.sku ?? []);
    expect(packaging.map(({ sku, group }) => (sku ? 'item' : group ? 'group' : 'bill')).sort()).toEqual(
      expect.arrayContaining(['bill', 'group', 'item']),
    );
    for (const { sku, group, takes } of packaging) {
      if (sku) expect(skus).toContain(sku);
      if (group) expect(groups).toContain(group);
      for (const name of Object.keys(takes)) expect(ingredientNames).toContain(name);
    }
    for (const { reason } of voidReasons) expect(VOID_REASONS).toContain(reason);
  });

  it('says of modifiers each effect somewhere, of what exists', () => {
    const rules = Object.values(modifierRules).flat();
    expect(new Set(rules.map(({ effect }) => effect))).toEqual(new Set(modifierEffectSchema.options));
    const skus = CATALOGUE.flatMap((item) => item.sku ?? []);
    for (const sku of Object.keys(modifierRules)) expect(skus).toContain(sku);
    for (const { parent, ingredient, replaces, recipe } of rules) {
      if (parent) expect(skus).toContain(parent);
      for (const name of [ingredient, replaces]) if (name) expect(ingredientNames).toContain(name);
      if (recipe) expect(recipeNames).toContain(recipe);
    }
  });

  it('receives every ingredient at a cost, in units that exist', () => {
    const units = new Set(storageUnits.map((unit) => unit.name));
    for (const receipt of receipts) {
      expect(units).toContain(receipt.storage_unit);
      expect(Number(receipt.quantity)).toBeGreaterThan(0);
      expect(Number(receipt.unit_cost)).toBeGreaterThan(0);
    }
    expect(new Set(receipts.map((receipt) => receipt.ingredient))).toEqual(ingredientNames);
  });
});
