import { thingInput } from '@/lib/contracts/common';
import { heldNamesSchema, resolvedHeldSchema, resolveHeldInput } from '@/lib/contracts/held-names';
import { historySchema, listHistoryInput } from '@/lib/contracts/history';
import * as lightspeed from '@/lib/contracts/lightspeed';
import { itemModifierRulesSchema, saveModifierRulesInput } from '@/lib/contracts/modifiers';
import { historyOf } from '@/lib/services/history/list-history';
import { deleteMapping } from '@/lib/services/item/delete-mapping';
import { getItem } from '@/lib/services/item/get-item';
import { listHeldNames } from '@/lib/services/item/list-held-names';
import { resolveHeldName } from '@/lib/services/item/resolve-held-name';
import { saveMapping } from '@/lib/services/item/save-mapping';
import { setIgnored } from '@/lib/services/item/set-ignored';
import { takeOverMapping } from '@/lib/services/item/take-over-mapping';
import { getModifierRules } from '@/lib/services/modifier/get-modifier-rules';
import { saveModifierRules } from '@/lib/services/modifier/save-modifier-rules';
import { type Operation, operation } from '../operation';

/** Items and their mapping. */
export const itemsOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/integrations/lightspeed/{id}/held',
    summary: 'Names that lines are held under because no mapping was made for them',
    input: thingInput,
    output: heldNamesSchema,
    service: listHeldNames,
  }),
  operation({
    method: 'POST',
    path: '/integrations/lightspeed/{id}/held/resolve',
    summary:
      'Say what such a name is: the same thing, another one, or nothing any more; its days are booked again',
    input: resolveHeldInput,
    output: resolvedHeldSchema,
    errors: ['not_found', 'recipe_not_found', 'ingredient_not_found', 'unit_mismatch', 'period_locked'],
    service: resolveHeldName,
  }),
  operation({
    method: 'GET',
    path: '/items/{id}',
    summary: 'Get an item',
    input: thingInput,
    output: lightspeed.itemSchema,
    service: getItem,
  }),
  operation({
    method: 'GET',
    path: '/items/{id}/changes',
    summary: 'Who changed what of an item and what is said of its names, newest first',
    input: listHistoryInput,
    output: historySchema,
    service: historyOf('item'),
  }),
  operation({
    method: 'PUT',
    path: '/items/{id}/mapping',
    summary: 'Map an item to an ingredient or a recipe',
    input: lightspeed.saveMappingInput,
    output: lightspeed.itemSchema,
    errors: ['recipe_not_found', 'ingredient_not_found', 'unit_mismatch'],
    service: saveMapping,
  }),
  operation({
    method: 'DELETE',
    path: '/items/{id}/mapping',
    summary: 'Delete the mapping',
    input: lightspeed.deleteMappingInput,
    output: lightspeed.itemSchema,
    service: deleteMapping,
  }),
  operation({
    method: 'POST',
    path: '/items/{id}/predecessor/take-over',
    summary: 'Take over the mapping offered by the item gone before it under the same SKU',
    input: thingInput,
    output: lightspeed.itemSchema,
    service: takeOverMapping,
  }),
  operation({
    method: 'PUT',
    path: '/items/{id}/ignored',
    summary: 'Mark an item as deliberately not stock',
    input: lightspeed.setIgnoredInput,
    output: lightspeed.itemSchema,
    service: setIgnored,
  }),
  operation({
    method: 'GET',
    path: '/items/{id}/modifier-rules',
    summary: 'What an item does as a modifier of others',
    input: thingInput,
    output: itemModifierRulesSchema,
    service: getModifierRules,
  }),
  operation({
    method: 'PUT',
    path: '/items/{id}/modifier-rules',
    summary: 'Say what an item does as a modifier: for a parent, for a group of them, for all',
    input: saveModifierRulesInput,
    output: itemModifierRulesSchema,
    errors: ['recipe_not_found', 'ingredient_not_found', 'unit_mismatch'],
    service: saveModifierRules,
  }),
];
