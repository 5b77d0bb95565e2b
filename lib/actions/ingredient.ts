'use server';
import { thingInput } from '@/lib/contracts/common';
import { goBackIngredientInput } from '@/lib/contracts/history';
import { createIngredientInput, updateIngredientInput } from '@/lib/contracts/ingredients';
import { archiveIngredient } from '@/lib/services/ingredient/archive-ingredient';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { goBackIngredient } from '@/lib/services/ingredient/go-back-ingredient';
import { updateIngredient } from '@/lib/services/ingredient/update-ingredient';
import { action } from './action-client';

export const createIngredientAction = action
  .metadata({ name: 'ingredient.create_ingredient' })
  .inputSchema(createIngredientInput)
  .action(({ ctx, parsedInput }) => createIngredient(ctx.service, parsedInput));

export const updateIngredientAction = action
  .metadata({ name: 'ingredient.update_ingredient' })
  .inputSchema(updateIngredientInput)
  .action(({ ctx, parsedInput }) => updateIngredient(ctx.service, parsedInput));

export const archiveIngredientAction = action
  .metadata({ name: 'ingredient.archive_ingredient' })
  .inputSchema(thingInput)
  .action(({ ctx, parsedInput }) => archiveIngredient(ctx.service, parsedInput));

export const goBackIngredientAction = action
  .metadata({ name: 'ingredient.go_back' })
  .inputSchema(goBackIngredientInput)
  .action(({ ctx, parsedInput }) => goBackIngredient(ctx.service, parsedInput));
