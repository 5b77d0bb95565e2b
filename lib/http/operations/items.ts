import { thingInput } from '@/lib/contracts/common';
import * as lightspeed from '@/lib/contracts/lightspeed';
import { deleteMapping } from '@/lib/services/item/delete-mapping';
import { getItem } from '@/lib/services/item/get-item';
import { saveMapping } from '@/lib/services/item/save-mapping';
import { setIgnored } from '@/lib/services/item/set-ignored';
import { takeOverMapping } from '@/lib/services/item/take-over-mapping';
import { type Operation, operation } from '../operation';

/** Items and their mapping. */
export const itemsOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/items/{id}',
    summary: 'Get an item',
    input: thingInput,
    output: lightspeed.itemSchema,
    service: getItem,
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
];
