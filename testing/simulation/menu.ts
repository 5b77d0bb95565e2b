import type { BaseUnit } from '@/lib/core/units';
import type { ServiceContext } from '@/lib/services/context';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { createRecipe } from '@/lib/services/recipe/create-recipe';
import { plain } from '@/testing/reference/read-answer';
import type { ReferenceRecipe } from '@/testing/reference/recipe-usage';
import { LOCAL_SKU, ODD_SKU } from './hostile-catalogue';

export const INGREDIENTS = {
  cola: 'bottle',
  zero: 'bottle',
  beans: 'kg',
  beef: 'kg',
  bun: 'piece',
  mayo: 'kg',
  vinegar: 'l',
  bacon: 'kg',
  cheese: 'kg',
  ham: 'kg',
  gin: 'l',
  wine: 'l',
  sugar: 'g',
  house: 'bottle',
  other: 'piece',
  box: 'piece',
  foil: 'kg',
} as const;
export type IngredientName = keyof typeof INGREDIENTS;

interface RecipeLine {
  ingredient?: IngredientName;
  recipe?: string;
  quantity: string;
  unit?: 'g' | 'ml';
  trim?: string;
}
const RECIPES: [name: string, lines: RecipeLine[]][] = [
  [
    'sauce',
    [
      { ingredient: 'mayo', quantity: '30', unit: 'g' },
      { ingredient: 'vinegar', quantity: '7', unit: 'ml', trim: '3' },
    ],
  ],
  [
    'burger',
    [
      { ingredient: 'beef', quantity: '0.18', trim: '10' },
      { ingredient: 'bun', quantity: '1' },
      { recipe: 'sauce', quantity: '1.5' },
    ],
  ],
  [
    'punch',
    [
      { ingredient: 'wine', quantity: '0.2', trim: '7' },
      { ingredient: 'sugar', quantity: '12' },
    ],
  ],
];

/** What a SKU takes when the menu is mapped for the first time; SKUs not named stay unmapped. */
export const FIRST_MAPPING: Record<
  string,
  | {
      ingredient?: IngredientName;
      recipe?: string;
      quantity: string;
      /** Of the quantity, where it is not the base unit. */
      unit?: BaseUnit;
      isSubtraction?: boolean;
    }
  | 'ignored'
> = {
  '542': { ingredient: 'cola', quantity: '1' },
  '542.': { ingredient: 'zero', quantity: '1' },
  '501': { ingredient: 'beans', quantity: '9', unit: 'g' },
  '52': { recipe: 'burger', quantity: '1' },
  '910': { ingredient: 'bacon', quantity: '0.035' },
  '912': { ingredient: 'cheese', quantity: '0.02', isSubtraction: true },
  '701': { ingredient: 'ham', quantity: '1' },
  '25': 'ignored',
  '26': { ingredient: 'gin', quantity: '0.04' },
  '960': 'ignored',
  ' 7 ': { ingredient: 'cola', quantity: '0.333333' },
  '444': { recipe: 'punch', quantity: '2' },
  [plain(ODD_SKU)]: { ingredient: 'other', quantity: '3' },
  [LOCAL_SKU]: { ingredient: 'house', quantity: '1' },
};

export interface Menu {
  ingredients: Record<IngredientName, string>;
  recipes: Record<string, string>;
  forReference: ReferenceRecipe[];
}

/** Ingredients and recipes with trim, a sub-recipe and units to convert. */
export async function createMenu(ctx: ServiceContext, companyId: string): Promise<Menu> {
  const ingredients = {} as Record<IngredientName, string>;
  for (const [name, base_unit] of Object.entries(INGREDIENTS)) {
    const made = await createIngredient(ctx, { company_id: companyId, is_active: true, name, base_unit });
    ingredients[name as IngredientName] = made.id;
  }
  const recipes: Record<string, string> = {};
  const forReference: ReferenceRecipe[] = [];
  for (const [name, lines] of RECIPES) {
    const wire = lines.map((line) => ({
      ingredient_id: line.ingredient ? ingredients[line.ingredient] : null,
      sub_recipe_id: line.recipe ? (recipes[line.recipe] as string) : null,
      quantity: line.quantity,
      unit: line.unit ?? null,
      trim_percent: line.trim ?? '0',
    }));
    const made = await createRecipe(ctx, { company_id: companyId, name, is_active: true, lines: wire });
    recipes[name] = made.id;
    forReference.push({
      id: made.id,
      lines: wire.map((line, index) => {
        const ingredient = lines[index]?.ingredient;
        return { ...line, base_unit: ingredient ? INGREDIENTS[ingredient] : null };
      }),
    });
  }
  return { ingredients, recipes, forReference };
}
