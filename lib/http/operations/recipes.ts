import { pageOf, thingInput } from '@/lib/contracts/common';
import * as inventory from '@/lib/contracts/inventory';
import { archiveRecipe } from '@/lib/services/recipe/archive-recipe';
import { createRecipe } from '@/lib/services/recipe/create-recipe';
import { getRecipe } from '@/lib/services/recipe/get-recipe';
import { listRecipeUses } from '@/lib/services/recipe/list-recipe-uses';
import { listRecipes } from '@/lib/services/recipe/list-recipes';
import { updateRecipe } from '@/lib/services/recipe/update-recipe';
import { type Operation, operation } from '../operation';
import { RECIPE_LINES } from './error-sets';

/** Recipes. */
export const recipesOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/recipes/{id}/uses',
    summary: 'List the recipes and items that use a recipe',
    input: thingInput,
    output: inventory.usesSchema,
    service: listRecipeUses,
  }),
  operation({
    method: 'GET',
    path: '/recipes',
    summary: 'List recipes',
    input: inventory.listRecipesInput,
    output: pageOf(inventory.recipeSchema),
    service: listRecipes,
  }),
  operation({
    method: 'POST',
    path: '/recipes',
    summary: 'Create a recipe',
    status: 201,
    input: inventory.createRecipeInput,
    output: inventory.recipeSchema,
    errors: [...RECIPE_LINES, 'name_taken'],
    service: createRecipe,
  }),
  operation({
    method: 'GET',
    path: '/recipes/{id}',
    summary: 'Get a recipe',
    input: thingInput,
    output: inventory.recipeSchema,
    service: getRecipe,
  }),
  operation({
    method: 'PATCH',
    path: '/recipes/{id}',
    summary: 'Change a recipe',
    input: inventory.updateRecipeInput,
    output: inventory.recipeSchema,
    errors: [...RECIPE_LINES, 'name_taken', 'recipe_in_use'],
    service: updateRecipe,
  }),
  operation({
    method: 'DELETE',
    path: '/recipes/{id}',
    summary: 'Archive a recipe',
    input: thingInput,
    output: inventory.recipeSchema,
    errors: ['recipe_in_use'],
    service: archiveRecipe,
  }),
];
