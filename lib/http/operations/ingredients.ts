import { pageOf, thingInput } from '@/lib/contracts/common';
import { goBackIngredientInput, historySchema, listHistoryInput } from '@/lib/contracts/history';
import * as ingredients from '@/lib/contracts/ingredients';
import { historyOf } from '@/lib/services/history/list-history';
import { archiveIngredient } from '@/lib/services/ingredient/archive-ingredient';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { getIngredient } from '@/lib/services/ingredient/get-ingredient';
import { goBackIngredient } from '@/lib/services/ingredient/go-back-ingredient';
import { listIngredientUses } from '@/lib/services/ingredient/list-ingredient-uses';
import { listIngredients } from '@/lib/services/ingredient/list-ingredients';
import { updateIngredient } from '@/lib/services/ingredient/update-ingredient';
import { type Operation, operation } from '../operation';

/** Ingredients. */
export const ingredientsOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/ingredients',
    summary: 'List ingredients',
    input: ingredients.listIngredientsInput,
    output: pageOf(ingredients.listedIngredientSchema),
    service: listIngredients,
  }),
  operation({
    method: 'POST',
    path: '/ingredients',
    summary: 'Create an ingredient',
    status: 201,
    input: ingredients.createIngredientInput,
    output: ingredients.ingredientSchema,
    errors: ['name_taken'],
    service: createIngredient,
  }),
  operation({
    method: 'GET',
    path: '/ingredients/{id}',
    summary: 'Get an ingredient',
    input: thingInput,
    output: ingredients.ingredientSchema,
    service: getIngredient,
  }),
  operation({
    method: 'GET',
    path: '/ingredients/{id}/changes',
    summary: 'Who changed what of an ingredient, newest first',
    input: listHistoryInput,
    output: historySchema,
    service: historyOf('ingredient'),
  }),
  operation({
    method: 'POST',
    path: '/ingredients/{id}/go-back',
    summary: 'Make an ingredient what it was after an event of its history',
    input: goBackIngredientInput,
    output: ingredients.ingredientWriteSchema,
    errors: ['name_taken', 'base_unit_in_use'],
    service: goBackIngredient,
  }),
  operation({
    method: 'PATCH',
    path: '/ingredients/{id}',
    summary: 'Change an ingredient',
    input: ingredients.updateIngredientInput,
    output: ingredients.ingredientWriteSchema,
    errors: ['name_taken', 'base_unit_in_use', 'ingredient_in_use'],
    service: updateIngredient,
  }),
  operation({
    method: 'DELETE',
    path: '/ingredients/{id}',
    summary: 'Archive an ingredient',
    input: thingInput,
    output: ingredients.ingredientWriteSchema,
    errors: ['ingredient_in_use'],
    service: archiveIngredient,
  }),
  operation({
    method: 'GET',
    path: '/ingredients/{id}/uses',
    summary: 'List the recipes and items that use an ingredient',
    input: thingInput,
    output: ingredients.usesSchema,
    service: listIngredientUses,
  }),
];
