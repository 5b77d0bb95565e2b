import { pageOf, thingInput } from '@/lib/contracts/common';
import { historySchema, listHistoryInput } from '@/lib/contracts/history';
import * as ingredients from '@/lib/contracts/ingredients';
import * as recipes from '@/lib/contracts/recipes';
import { historyOf } from '@/lib/services/history/list-history';
import { archiveRecipe } from '@/lib/services/recipe/archive-recipe';
import { createRecipe } from '@/lib/services/recipe/create-recipe';
import { duplicateRecipe } from '@/lib/services/recipe/duplicate-recipe';
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
    output: ingredients.usesSchema,
    service: listRecipeUses,
  }),
  operation({
    method: 'GET',
    path: '/recipes',
    summary: 'List recipes',
    input: recipes.listRecipesInput,
    output: pageOf(recipes.recipeSchema),
    service: listRecipes,
  }),
  operation({
    method: 'POST',
    path: '/recipes',
    summary: 'Create a recipe',
    status: 201,
    input: recipes.createRecipeInput,
    output: recipes.recipeSchema,
    errors: [...RECIPE_LINES, 'name_taken'],
    service: createRecipe,
  }),
  operation({
    method: 'GET',
    path: '/recipes/{id}',
    summary: 'Get a recipe',
    input: thingInput,
    output: recipes.recipeSchema,
    service: getRecipe,
  }),
  operation({
    method: 'GET',
    path: '/recipes/{id}/changes',
    summary: 'Who changed what of a recipe, newest first',
    input: listHistoryInput,
    output: historySchema,
    service: historyOf('recipe'),
  }),
  operation({
    method: 'POST',
    path: '/recipes/{id}/duplicate',
    summary: 'Create a recipe with the present lines of another one',
    status: 201,
    input: recipes.duplicateRecipeInput,
    output: recipes.recipeSchema,
    errors: [...RECIPE_LINES, 'name_taken'],
    service: duplicateRecipe,
  }),
  operation({
    method: 'PATCH',
    path: '/recipes/{id}',
    summary: 'Change a recipe',
    input: recipes.updateRecipeInput,
    output: recipes.recipeSchema,
    errors: [...RECIPE_LINES, 'name_taken', 'recipe_in_use'],
    service: updateRecipe,
  }),
  operation({
    method: 'DELETE',
    path: '/recipes/{id}',
    summary: 'Archive a recipe',
    input: thingInput,
    output: recipes.recipeSchema,
    errors: ['recipe_in_use'],
    service: archiveRecipe,
  }),
];
