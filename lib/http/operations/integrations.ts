import { z } from 'zod';
import { companyInput, pageOf, thingInput } from '@/lib/contracts/common';
import * as desk from '@/lib/contracts/desk';
import * as lightspeed from '@/lib/contracts/lightspeed';
import * as mappings from '@/lib/contracts/mappings';
import { listModifiersInput, modifiersSchema } from '@/lib/contracts/modifiers';
import { itemSuggestionsSchema, suggestMappingsInput } from '@/lib/contracts/suggestions';
import * as take from '@/lib/contracts/take-items';
import { DomainError } from '@/lib/core/domain-error';
import { checkConnection } from '@/lib/services/integration/check-connection';
import { connectIntegration } from '@/lib/services/integration/connect-integration';
import { createAuthorizeUrl } from '@/lib/services/integration/create-authorize-url';
import { disconnectIntegration } from '@/lib/services/integration/disconnect-integration';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { reauthorizeIntegration } from '@/lib/services/integration/reauthorize-integration';
import { renameIntegration } from '@/lib/services/integration/rename-integration';
import { countItems } from '@/lib/services/item/count-items';
import { getCoverage } from '@/lib/services/item/get-coverage';
import { listDesk } from '@/lib/services/item/list-desk';
import { listItems } from '@/lib/services/item/list-items';
import { listUnmappedSales } from '@/lib/services/item/list-unmapped-sales';
import { previewTakeItems } from '@/lib/services/item/preview-take-items';
import { saveMappings } from '@/lib/services/item/save-mappings';
import { suggestMappings } from '@/lib/services/item/suggest-mappings';
import { syncItems } from '@/lib/services/item/sync-items';
import { takeItems } from '@/lib/services/ledger-change/take-items';
import { listLocations } from '@/lib/services/location/list-locations';
import { syncLocations } from '@/lib/services/location/sync-locations';
import { listModifiers } from '@/lib/services/modifier/list-modifiers';
import { type Operation, operation } from '../operation';
import { CATALOGUE, LIGHTSPEED_CALL } from './error-sets';

/** The connection to Lightspeed, and what is read through it. */
export const integrationsOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/integrations/lightspeed',
    summary: 'Get the connection of a company',
    input: companyInput,
    output: lightspeed.integrationSchema,
    errors: ['not_found'],
    service: async (ctx, input) => {
      const integration = await getIntegration(ctx, input);
      if (!integration) throw new DomainError('not_found', 'not connected', { thing: 'integration' });
      return integration;
    },
  }),
  operation({
    method: 'POST',
    path: '/integrations/lightspeed',
    summary: 'Connect with an authorization code',
    status: 201,
    input: lightspeed.connectIntegrationInput,
    output: lightspeed.integrationSchema,
    errors: [...LIGHTSPEED_CALL, 'lightspeed_integration_exists', 'lightspeed_oauth_exchange_failed'],
    effects: 'outside',
    service: connectIntegration,
  }),
  operation({
    method: 'GET',
    path: '/integrations/lightspeed/authorize-url',
    summary: 'Address to consent at, with a fresh state',
    input: lightspeed.authorizeUrlInput,
    output: z.object({ url: z.string() }),
    errors: ['forbidden', 'not_found', 'lightspeed_integration_exists', 'lightspeed_not_configured'],
    service: createAuthorizeUrl,
  }),
  operation({
    method: 'PATCH',
    path: '/integrations/lightspeed/{id}',
    summary: 'Rename the connection',
    input: lightspeed.renameIntegrationInput,
    output: lightspeed.integrationSchema,
    service: renameIntegration,
  }),
  operation({
    method: 'DELETE',
    path: '/integrations/lightspeed/{id}',
    summary: 'Disconnect: destroy the tokens and keep everything else',
    input: thingInput,
    output: lightspeed.integrationSchema,
    effects: 'outside',
    service: disconnectIntegration,
  }),
  operation({
    method: 'POST',
    path: '/integrations/lightspeed/{id}/check',
    summary: 'Ask Lightspeed whether the connection works',
    input: thingInput,
    output: lightspeed.integrationSchema,
    errors: LIGHTSPEED_CALL,
    effects: 'outside',
    service: checkConnection,
  }),
  operation({
    method: 'POST',
    path: '/integrations/lightspeed/{id}/reauthorize',
    summary: 'Replace the tokens and keep everything',
    input: lightspeed.reauthorizeInput,
    output: lightspeed.integrationSchema,
    errors: [...LIGHTSPEED_CALL, 'lightspeed_oauth_exchange_failed', 'lightspeed_business_mismatch'],
    effects: 'outside',
    service: reauthorizeIntegration,
  }),
  operation({
    method: 'POST',
    path: '/integrations/lightspeed/{id}/sync-locations',
    summary: 'Sync locations',
    input: thingInput,
    output: lightspeed.syncResultSchema,
    errors: LIGHTSPEED_CALL,
    effects: 'outside',
    service: syncLocations,
  }),
  operation({
    method: 'POST',
    path: '/integrations/lightspeed/{id}/sync-items',
    summary: 'Sync items',
    input: thingInput,
    output: lightspeed.syncResultSchema,
    errors: [...LIGHTSPEED_CALL, 'locations_not_synced'],
    effects: 'outside',
    service: syncItems,
  }),
  operation({
    method: 'GET',
    path: '/integrations/lightspeed/{id}/locations',
    summary: 'List locations',
    input: lightspeed.listLocationsInput,
    output: pageOf(lightspeed.locationSchema),
    service: listLocations,
  }),
  operation({
    method: 'GET',
    path: '/integrations/lightspeed/{id}/items',
    summary: 'List items with their mapping',
    input: lightspeed.listItemsInput,
    output: pageOf(lightspeed.itemSchema),
    service: listItems,
  }),
  operation({
    method: 'GET',
    path: '/integrations/lightspeed/{id}/suggestions',
    summary: 'List what items could be mapped to, with how sure that is',
    input: suggestMappingsInput,
    output: pageOf(itemSuggestionsSchema),
    service: suggestMappings,
  }),
  operation({
    method: 'GET',
    path: '/integrations/lightspeed/{id}/item-counts',
    summary: 'Count items by state',
    input: lightspeed.countItemsInput,
    output: lightspeed.itemCountsSchema,
    service: countItems,
  }),
  operation({
    method: 'GET',
    path: '/integrations/lightspeed/{id}/unmapped-sales',
    summary: 'What was sold without a mapping and still has none, most sold first',
    input: lightspeed.listUnmappedSalesInput,
    output: lightspeed.unmappedSalesSchema,
    service: listUnmappedSales,
  }),
  operation({
    method: 'GET',
    path: '/integrations/lightspeed/{id}/desk',
    summary: 'Items ranked by net sales, with what each takes from stock: windows of a whole catalogue',
    input: desk.listDeskInput,
    output: desk.deskSchema,
    service: listDesk,
  }),
  operation({
    method: 'GET',
    path: '/integrations/lightspeed/{id}/modifiers',
    summary:
      'What was sold as a modifier, under which parents, what it does there and what could be said of it',
    input: listModifiersInput,
    output: modifiersSchema,
    service: listModifiers,
  }),
  operation({
    method: 'GET',
    path: '/integrations/lightspeed/{id}/coverage',
    summary: 'Shares of net sales that are decided and that reach stock',
    input: mappings.coverageInput,
    output: mappings.coverageSchema,
    service: getCoverage,
  }),
  operation({
    method: 'PUT',
    path: '/integrations/lightspeed/{id}/mappings',
    summary: 'Decide about many items, whole or not at all',
    input: mappings.saveMappingsInput,
    output: mappings.savedMappingsSchema,
    errors: ['recipe_not_found', 'ingredient_not_found', 'unit_mismatch'],
    bodyLimit: CATALOGUE,
    service: saveMappings,
  }),
  operation({
    method: 'POST',
    path: '/integrations/lightspeed/{id}/take-items/preview',
    summary: 'Show which ingredients and mappings items would become',
    input: take.previewTakeItemsInput,
    output: take.takeItemsPreviewSchema,
    service: previewTakeItems,
  }),
  operation({
    method: 'POST',
    path: '/integrations/lightspeed/{id}/take-items',
    summary: 'Make ingredients of items with their mappings, whole or not at all',
    input: take.takeItemsInput,
    output: take.takenItemsSchema,
    errors: ['name_taken', 'ingredient_not_found', 'unit_mismatch'],
    service: takeItems,
  }),
];
