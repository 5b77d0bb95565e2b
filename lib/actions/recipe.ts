'use server';
import { thingInput } from '@/lib/contracts/common';
import { createRecipeInput, duplicateRecipeInput, updateRecipeInput } from '@/lib/contracts/recipes';
import { archiveRecipe } from '@/lib/services/recipe/archive-recipe';
import { createRecipe } from '@/lib/services/recipe/create-recipe';
import { duplicateRecipe } from '@/lib/services/recipe/duplicate-recipe';
import { updateRecipe } from '@/lib/services/recipe/update-recipe';
import { action } from './action-client';

export const createRecipeAction = action
  .metadata({ name: 'recipe.create_recipe' })
  .inputSchema(createRecipeInput)
  .action(({ ctx, parsedInput }) => createRecipe(ctx.service, parsedInput));

export const duplicateRecipeAction = action
  .metadata({ name: 'recipe.duplicate_recipe' })
  .inputSchema(duplicateRecipeInput)
  .action(({ ctx, parsedInput }) => duplicateRecipe(ctx.service, parsedInput));

export const updateRecipeAction = action
  .metadata({ name: 'recipe.update_recipe' })
  .inputSchema(updateRecipeInput)
  .action(({ ctx, parsedInput }) => updateRecipe(ctx.service, parsedInput));

export const archiveRecipeAction = action
  .metadata({ name: 'recipe.archive_recipe' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => archiveRecipe(ctx.service, parsedInput));
