import { z } from 'zod';
import * as changes from '@/lib/contracts/changes';
import * as common from '@/lib/contracts/common';
import * as explanations from '@/lib/contracts/explanations';
import * as inventory from '@/lib/contracts/inventory';
import * as lightspeed from '@/lib/contracts/lightspeed';
import * as nights from '@/lib/contracts/nights';
import * as people from '@/lib/contracts/people';
import * as setup from '@/lib/contracts/setup';
import * as stock from '@/lib/contracts/stock';
import * as transfers from '@/lib/contracts/transfers';
import { DomainError } from '@/lib/core/domain-error';
import { applyChange } from '@/lib/services/change/apply-change';
import { previewChange } from '@/lib/services/change/preview-change';
import { createCompany } from '@/lib/services/company/create-company';
import { getCountReview } from '@/lib/services/company/get-count-review';
import { listCompanies, listCompaniesInput } from '@/lib/services/company/list-companies';
import { listWasteReasons } from '@/lib/services/company/list-waste-reasons';
import { setCountReview } from '@/lib/services/company/set-count-review';
import { setWasteReasons } from '@/lib/services/company/set-waste-reasons';
import { archiveIngredient } from '@/lib/services/ingredient/archive-ingredient';
import { createIngredient } from '@/lib/services/ingredient/create-ingredient';
import { getIngredient } from '@/lib/services/ingredient/get-ingredient';
import { listIngredientUses } from '@/lib/services/ingredient/list-ingredient-uses';
import { listIngredients } from '@/lib/services/ingredient/list-ingredients';
import { updateIngredient } from '@/lib/services/ingredient/update-ingredient';
import { checkConnection } from '@/lib/services/integration/check-connection';
import { connectIntegration } from '@/lib/services/integration/connect-integration';
import { createAuthorizeUrl } from '@/lib/services/integration/create-authorize-url';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { reauthorizeIntegration } from '@/lib/services/integration/reauthorize-integration';
import { renameIntegration } from '@/lib/services/integration/rename-integration';
import { countItems } from '@/lib/services/item/count-items';
import { deleteMapping } from '@/lib/services/item/delete-mapping';
import { getItem } from '@/lib/services/item/get-item';
import { listItems } from '@/lib/services/item/list-items';
import { listUnmappedSales } from '@/lib/services/item/list-unmapped-sales';
import { saveMapping } from '@/lib/services/item/save-mapping';
import { setIgnored } from '@/lib/services/item/set-ignored';
import { syncItems } from '@/lib/services/item/sync-items';
import { takeOverMapping } from '@/lib/services/item/take-over-mapping';
import { correctCount } from '@/lib/services/ledger/correct-count';
import { correctLedgerEntry } from '@/lib/services/ledger/correct-ledger-entry';
import { createLedgerBatch } from '@/lib/services/ledger/create-ledger-batch';
import { createLedgerEntries } from '@/lib/services/ledger/create-ledger-entries';
import { getExplanation } from '@/lib/services/ledger/get-explanation';
import { getLedgerDigest } from '@/lib/services/ledger/get-ledger-digest';
import { listBalances } from '@/lib/services/ledger/list-balances';
import { listLedgerEntries } from '@/lib/services/ledger/list-ledger-entries';
import { activateLocation } from '@/lib/services/location/activate-location';
import { deactivateLocation } from '@/lib/services/location/deactivate-location';
import { getLocation } from '@/lib/services/location/get-location';
import { linkStorageUnit } from '@/lib/services/location/link-storage-unit';
import { listDayUnits } from '@/lib/services/location/list-day-units';
import { listLocations } from '@/lib/services/location/list-locations';
import { syncLocations } from '@/lib/services/location/sync-locations';
import { toggleAutoTransfer } from '@/lib/services/location/toggle-auto-transfer';
import { unlinkStorageUnit } from '@/lib/services/location/unlink-storage-unit';
import { cancelMigration } from '@/lib/services/migration/cancel-migration';
import { getMigration } from '@/lib/services/migration/get-migration';
import { startMigration } from '@/lib/services/migration/start-migration';
import { listMissedNights } from '@/lib/services/night/list-missed-nights';
import { runMissedNights } from '@/lib/services/night/run-missed-nights';
import { addMember } from '@/lib/services/people/add-member';
import { changeMember } from '@/lib/services/people/change-member';
import { createApiKey } from '@/lib/services/people/create-api-key';
import { getSession } from '@/lib/services/people/get-session';
import { listApiKeys } from '@/lib/services/people/list-api-keys';
import { listMembers } from '@/lib/services/people/list-members';
import { removeMember } from '@/lib/services/people/remove-member';
import { revokeApiKey } from '@/lib/services/people/revoke-api-key';
import { signIn } from '@/lib/services/people/sign-in';
import { signUp } from '@/lib/services/people/sign-up';
import { getPeriodLock } from '@/lib/services/period/get-period-lock';
import { setPeriodLock } from '@/lib/services/period/set-period-lock';
import { archiveRecipe } from '@/lib/services/recipe/archive-recipe';
import { createRecipe } from '@/lib/services/recipe/create-recipe';
import { getRecipe } from '@/lib/services/recipe/get-recipe';
import { listRecipeUses } from '@/lib/services/recipe/list-recipe-uses';
import { listRecipes } from '@/lib/services/recipe/list-recipes';
import { updateRecipe } from '@/lib/services/recipe/update-recipe';
import { getRuns } from '@/lib/services/runs/get-runs';
import { getSetup } from '@/lib/services/setup/get-setup';
import { saveStep } from '@/lib/services/setup/save-step';
import { listCountSheets } from '@/lib/services/stock/list-count-sheets';
import { listCounts } from '@/lib/services/stock/list-counts';
import { listHistory } from '@/lib/services/stock/list-history';
import { listStock } from '@/lib/services/stock/list-stock';
import { listStockUnits } from '@/lib/services/stock/list-stock-units';
import { reportUsage } from '@/lib/services/stock/report-usage';
import { reviewCount } from '@/lib/services/stock/review-count';
import { archiveStorageUnit } from '@/lib/services/storage-unit/archive-storage-unit';
import { createStorageUnit } from '@/lib/services/storage-unit/create-storage-unit';
import { getStorageUnit } from '@/lib/services/storage-unit/get-storage-unit';
import { listStorageUnits } from '@/lib/services/storage-unit/list-storage-units';
import { updateStorageUnit } from '@/lib/services/storage-unit/update-storage-unit';
import { getTransfer } from '@/lib/services/transfer/get-transfer';
import { listTransfers } from '@/lib/services/transfer/list-transfers';
import { runTransfer } from '@/lib/services/transfer/run-transfer';
import { type Operation, operation } from './operation';

const { companyInput, okSchema, pageOf, thingInput } = common;

/** Every call of the JSON interface. Routes, the OpenAPI document and the tenancy test are made from this list. */
export const OPERATIONS: readonly Operation[] = [
  // Sign up, in and out
  operation({
    method: 'POST',
    path: '/sign-up',
    summary: 'Make an account and begin a session',
    status: 201,
    input: people.signUpInput,
    output: people.userSchema,
    errors: ['email_taken'],
    isPublic: true,
    session: 'begins',
    service: signUp,
  }),
  operation({
    method: 'POST',
    path: '/session',
    summary: 'Sign in: the answer sets the session cookie',
    input: people.signInInput,
    output: people.userSchema,
    errors: ['invalid_credentials', 'too_many_attempts'],
    isPublic: true,
    effects: 'session',
    session: 'begins',
    service: signIn,
  }),
  operation({
    method: 'GET',
    path: '/session',
    summary: 'Who asks, and the role in each company',
    input: z.object({}),
    output: people.sessionSchema,
    service: getSession,
  }),
  operation({
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out: the answer clears the session cookie',
    input: z.object({}),
    output: okSchema,
    effects: 'session',
    session: 'ends',
    service: async () => ({ ok: true as const }),
  }),
  // Companies and people
  operation({
    method: 'GET',
    path: '/companies',
    summary: 'List the companies one belongs to',
    input: listCompaniesInput,
    output: pageOf(people.companySchema),
    service: listCompanies,
  }),
  operation({
    method: 'POST',
    path: '/companies',
    summary: 'Create a company',
    status: 201,
    input: people.createCompanyInput,
    output: people.companySchema,
    errors: ['forbidden'],
    service: createCompany,
  }),
  operation({
    method: 'GET',
    path: '/members',
    summary: 'List the members of a company',
    input: people.listOfCompanyInput,
    output: pageOf(people.memberSchema),
    errors: ['forbidden'],
    service: listMembers,
  }),
  operation({
    method: 'POST',
    path: '/members',
    summary: 'Add a person to a company',
    status: 201,
    input: people.addMemberInput,
    output: people.memberSchema,
    errors: ['person_not_registered', 'already_member'],
    service: addMember,
  }),
  operation({
    method: 'PATCH',
    path: '/members/{user_id}',
    summary: 'Change the role of a member',
    input: people.changeMemberInput,
    output: people.memberSchema,
    errors: ['last_owner'],
    service: changeMember,
  }),
  operation({
    method: 'DELETE',
    path: '/members/{user_id}',
    summary: 'Remove a member',
    input: people.removeMemberInput,
    output: okSchema,
    errors: ['last_owner'],
    service: removeMember,
  }),
  operation({
    method: 'GET',
    path: '/api-keys',
    summary: 'List the API keys of a company',
    input: people.listOfCompanyInput,
    output: pageOf(people.apiKeySchema),
    errors: ['forbidden'],
    service: listApiKeys,
  }),
  operation({
    method: 'POST',
    path: '/api-keys',
    summary: 'Create an API key; it is shown once, never again for the same Idempotency-Key',
    status: 201,
    input: people.createApiKeyInput,
    output: people.answeredApiKeySchema,
    secretField: 'api_key',
    service: createApiKey,
  }),
  operation({
    method: 'DELETE',
    path: '/api-keys/{id}',
    summary: 'Revoke an API key',
    input: thingInput,
    output: people.apiKeySchema,
    service: revokeApiKey,
  }),
  operation({
    method: 'GET',
    path: '/waste-reasons',
    summary: 'List void and refund reasons whose goods are gone',
    input: companyInput,
    output: people.wasteReasonsSchema,
    service: listWasteReasons,
  }),
  operation({
    method: 'PUT',
    path: '/waste-reasons',
    summary: 'Replace the waste reasons',
    input: people.setWasteReasonsInput,
    output: people.wasteReasonsSchema,
    service: setWasteReasons,
  }),
  operation({
    method: 'GET',
    path: '/count-review',
    summary: 'From which difference to the book on a counted line is shown before it is booked',
    input: companyInput,
    output: people.countReviewSettingSchema,
    service: getCountReview,
  }),
  operation({
    method: 'PUT',
    path: '/count-review',
    summary: 'Set that difference, in percent',
    input: people.setCountReviewInput,
    output: people.countReviewSettingSchema,
    service: setCountReview,
  }),
  operation({
    method: 'GET',
    path: '/setup',
    summary: 'Steps of the setup and what is missing',
    input: companyInput,
    output: setup.setupSchema,
    service: getSetup,
  }),
  operation({
    method: 'PUT',
    path: '/setup',
    summary: 'Remember the step one stopped at',
    input: setup.saveSetupStepInput,
    output: okSchema,
    service: saveStep,
  }),
  // Storage units, ingredients, recipes
  operation({
    method: 'GET',
    path: '/storage-units',
    summary: 'List storage units',
    input: inventory.listStorageUnitsInput,
    output: pageOf(inventory.storageUnitSchema),
    service: listStorageUnits,
  }),
  operation({
    method: 'POST',
    path: '/storage-units',
    summary: 'Create a storage unit',
    status: 201,
    input: inventory.createStorageUnitInput,
    output: inventory.storageUnitSchema,
    errors: ['name_taken'],
    service: createStorageUnit,
  }),
  operation({
    method: 'GET',
    path: '/storage-units/{id}',
    summary: 'Get a storage unit',
    input: thingInput,
    output: inventory.storageUnitSchema,
    service: getStorageUnit,
  }),
  operation({
    method: 'PATCH',
    path: '/storage-units/{id}',
    summary: 'Change a storage unit',
    input: inventory.updateStorageUnitInput,
    output: inventory.storageUnitSchema,
    errors: ['name_taken'],
    service: updateStorageUnit,
  }),
  operation({
    method: 'DELETE',
    path: '/storage-units/{id}',
    summary: 'Archive a storage unit',
    input: thingInput,
    output: inventory.storageUnitSchema,
    errors: ['storage_unit_in_use'],
    service: archiveStorageUnit,
  }),
  operation({
    method: 'GET',
    path: '/ingredients',
    summary: 'List ingredients',
    input: inventory.listIngredientsInput,
    output: pageOf(inventory.ingredientSchema),
    service: listIngredients,
  }),
  operation({
    method: 'POST',
    path: '/ingredients',
    summary: 'Create an ingredient',
    status: 201,
    input: inventory.createIngredientInput,
    output: inventory.ingredientSchema,
    errors: ['name_taken'],
    service: createIngredient,
  }),
  operation({
    method: 'GET',
    path: '/ingredients/{id}',
    summary: 'Get an ingredient',
    input: thingInput,
    output: inventory.ingredientSchema,
    service: getIngredient,
  }),
  operation({
    method: 'PATCH',
    path: '/ingredients/{id}',
    summary: 'Change an ingredient',
    input: inventory.updateIngredientInput,
    output: inventory.ingredientWriteSchema,
    errors: ['name_taken', 'base_unit_in_use', 'ingredient_in_use'],
    service: updateIngredient,
  }),
  operation({
    method: 'DELETE',
    path: '/ingredients/{id}',
    summary: 'Archive an ingredient',
    input: thingInput,
    output: inventory.ingredientWriteSchema,
    errors: ['ingredient_in_use'],
    service: archiveIngredient,
  }),
  operation({
    method: 'GET',
    path: '/ingredients/{id}/uses',
    summary: 'List the recipes and items that use an ingredient',
    input: thingInput,
    output: inventory.usesSchema,
    service: listIngredientUses,
  }),
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
    errors: [
      'name_taken',
      'ingredient_not_found',
      'recipe_not_found',
      'sub_recipe_inactive',
      'unit_mismatch',
      'recipe_cycle',
      'recipe_too_deep',
      'recipe_amount_too_long',
    ],
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
    errors: [
      'name_taken',
      'ingredient_not_found',
      'recipe_not_found',
      'sub_recipe_inactive',
      'unit_mismatch',
      'recipe_cycle',
      'recipe_too_deep',
      'recipe_amount_too_long',
      'recipe_in_use',
    ],
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
  // Ledger
  operation({
    method: 'GET',
    path: '/ledger/entries',
    summary: 'List ledger entries, newest first',
    input: inventory.listLedgerEntriesInput,
    output: pageOf(inventory.ledgerEntrySchema),
    service: listLedgerEntries,
  }),
  operation({
    method: 'POST',
    path: '/ledger/entries',
    summary: 'Enter a receipt, waste, stock count or transfer between units',
    status: 201,
    input: inventory.createLedgerEntriesInput,
    output: inventory.ledgerWriteSchema,
    errors: ['ingredient_not_found', 'storage_unit_not_found', 'unit_mismatch', 'period_locked'],
    service: createLedgerEntries,
  }),
  operation({
    method: 'POST',
    path: '/ledger/batches',
    summary: 'Enter many lines of one type at once, all or nothing',
    status: 201,
    input: inventory.createLedgerBatchInput,
    output: inventory.ledgerWriteSchema,
    errors: ['ingredient_not_found', 'storage_unit_not_found', 'unit_mismatch', 'period_locked'],
    service: createLedgerBatch,
  }),
  operation({
    method: 'POST',
    path: '/ledger/entries/{id}/correct',
    summary: 'Take a manual entry back, and enter another instead',
    status: 201,
    input: inventory.correctLedgerEntryInput,
    output: inventory.ledgerWriteSchema,
    errors: [
      'ingredient_not_found',
      'storage_unit_not_found',
      'unit_mismatch',
      'period_locked',
      'entry_already_reversed',
      'entry_not_correctable',
    ],
    service: correctLedgerEntry,
  }),
  operation({
    method: 'GET',
    path: '/ledger/balances',
    summary: 'Stock per ingredient and storage unit',
    input: inventory.listBalancesInput,
    output: pageOf(inventory.balanceSchema),
    service: listBalances,
  }),
  operation({
    method: 'GET',
    path: '/ledger/entries/{id}/explanation',
    summary: 'Why this number: from the sale lines to the entry and its value',
    input: thingInput,
    output: explanations.entryExplanationSchema,
    service: getExplanation,
  }),
  operation({
    method: 'GET',
    path: '/ledger/digest',
    summary: 'One value for what the ledger says, whole and by day',
    input: inventory.ledgerDigestInput,
    output: inventory.ledgerDigestSchema,
    service: getLedgerDigest,
  }),
  operation({
    method: 'GET',
    path: '/stock',
    summary: 'Stock with its value, recent usage and the days it lasts',
    input: stock.listStockInput,
    output: pageOf(stock.stockSchema),
    service: listStock,
  }),
  operation({
    method: 'GET',
    path: '/stock/units',
    summary: 'Storage units with the value they hold',
    input: companyInput,
    output: stock.stockUnitsSchema,
    service: listStockUnits,
  }),
  operation({
    method: 'GET',
    path: '/ingredients/{id}/history',
    summary: 'Stock of an ingredient at the end of each day, and what moved',
    input: stock.listHistoryInput,
    output: stock.historySchema,
    service: listHistory,
  }),
  operation({
    method: 'GET',
    path: '/reports/usage',
    summary: 'What left stock between two days, by ingredient or by item',
    input: stock.reportUsageInput,
    output: stock.usageReportSchema,
    service: reportUsage,
  }),
  operation({
    method: 'GET',
    path: '/stock-counts',
    summary: 'Stock counts with their variance, newest first',
    input: stock.listCountsInput,
    output: pageOf(stock.stockCountSchema),
    service: listCounts,
  }),
  operation({
    method: 'GET',
    path: '/stock-counts/sheets',
    summary: 'Counts entered together, newest first',
    input: stock.listCountSheetsInput,
    output: pageOf(stock.countSheetSchema),
    service: listCountSheets,
  }),
  operation({
    method: 'POST',
    path: '/stock-counts/review',
    summary: 'Which lines of a count lie far from the book, before it is booked; nothing is written',
    input: stock.reviewCountInput,
    output: stock.countReviewSchema,
    errors: ['date_out_of_range', 'ingredient_not_found', 'storage_unit_not_found'],
    service: reviewCount,
  }),
  operation({
    method: 'POST',
    path: '/stock-counts/{id}/correct',
    summary: 'Take a stock count back, and say what was counted instead',
    status: 201,
    input: inventory.correctCountInput,
    output: inventory.ledgerWriteSchema,
    errors: [
      'ingredient_not_found',
      'storage_unit_not_found',
      'unit_mismatch',
      'period_locked',
      'entry_already_reversed',
    ],
    service: correctCount,
  }),
  operation({
    method: 'GET',
    path: '/period-lock',
    summary: 'The last locked day',
    input: stock.getPeriodLockInput,
    output: stock.periodLockSchema,
    service: getPeriodLock,
  }),
  operation({
    method: 'PUT',
    path: '/period-lock',
    summary: 'Lock all days up to one, or open them',
    input: stock.setPeriodLockInput,
    output: stock.periodLockSchema,
    errors: ['period_not_over'],
    service: setPeriodLock,
  }),
  // Changes to what sales take from stock
  operation({
    method: 'POST',
    path: '/changes/preview',
    summary: 'What a mapping, a recipe or a re-run of days would change in the ledger',
    input: changes.previewChangeInput,
    output: changes.changePreviewSchema,
    errors: [
      'not_found',
      'recipe_not_found',
      'ingredient_not_found',
      'sub_recipe_inactive',
      'unit_mismatch',
      'recipe_cycle',
      'recipe_too_deep',
      'recipe_amount_too_long',
      'storage_unit_required',
      'period_locked',
    ],
    service: previewChange,
  }),
  operation({
    method: 'POST',
    path: '/changes/apply',
    summary: 'Make the change and write exactly what its preview showed, or nothing',
    input: changes.applyChangeInput,
    output: changes.appliedChangeSchema,
    errors: [
      'not_found',
      'recipe_not_found',
      'ingredient_not_found',
      'sub_recipe_inactive',
      'unit_mismatch',
      'recipe_cycle',
      'recipe_too_deep',
      'recipe_amount_too_long',
      'storage_unit_required',
      'period_locked',
      'preview_outdated',
    ],
    service: applyChange,
  }),
  // Lightspeed connection
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
    errors: [
      'lightspeed_integration_exists',
      'lightspeed_oauth_exchange_failed',
      'lightspeed_not_configured',
      'lightspeed_auth_failed',
      'lightspeed_api_error',
    ],
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
    method: 'POST',
    path: '/integrations/lightspeed/{id}/check',
    summary: 'Ask Lightspeed whether the connection works',
    input: thingInput,
    output: lightspeed.integrationSchema,
    errors: ['lightspeed_not_configured', 'lightspeed_auth_failed', 'lightspeed_api_error'],
    effects: 'outside',
    service: checkConnection,
  }),
  operation({
    method: 'POST',
    path: '/integrations/lightspeed/{id}/reauthorize',
    summary: 'Replace the tokens and keep everything',
    input: lightspeed.reauthorizeInput,
    output: lightspeed.integrationSchema,
    errors: [
      'lightspeed_oauth_exchange_failed',
      'lightspeed_business_mismatch',
      'lightspeed_not_configured',
      'lightspeed_auth_failed',
      'lightspeed_api_error',
    ],
    effects: 'outside',
    service: reauthorizeIntegration,
  }),
  operation({
    method: 'POST',
    path: '/integrations/lightspeed/{id}/sync-locations',
    summary: 'Sync locations',
    input: thingInput,
    output: lightspeed.syncResultSchema,
    errors: ['lightspeed_not_configured', 'lightspeed_auth_failed', 'lightspeed_api_error'],
    effects: 'outside',
    service: syncLocations,
  }),
  operation({
    method: 'POST',
    path: '/integrations/lightspeed/{id}/sync-items',
    summary: 'Sync items',
    input: thingInput,
    output: lightspeed.syncResultSchema,
    errors: [
      'locations_not_synced',
      'lightspeed_not_configured',
      'lightspeed_auth_failed',
      'lightspeed_api_error',
    ],
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
  // Locations
  operation({
    method: 'GET',
    path: '/locations/{id}',
    summary: 'Get a location',
    input: thingInput,
    output: lightspeed.locationSchema,
    service: getLocation,
  }),
  operation({
    method: 'PUT',
    path: '/locations/{id}/storage-unit',
    summary: 'Link a storage unit',
    input: lightspeed.linkStorageUnitInput,
    output: lightspeed.locationSchema,
    errors: ['storage_unit_company_mismatch'],
    service: linkStorageUnit,
  }),
  operation({
    method: 'DELETE',
    path: '/locations/{id}/storage-unit',
    summary: 'Unlink the storage unit',
    input: thingInput,
    output: lightspeed.locationSchema,
    service: unlinkStorageUnit,
  }),
  operation({
    method: 'POST',
    path: '/locations/{id}/activate',
    summary: 'Activate and start the 90-day migration',
    input: thingInput,
    output: transfers.activationSchema,
    errors: ['storage_unit_required'],
    effects: 'outside',
    service: activateLocation,
  }),
  operation({
    method: 'POST',
    path: '/locations/{id}/deactivate',
    summary: 'Deactivate',
    input: thingInput,
    output: lightspeed.locationSchema,
    effects: 'outside',
    service: deactivateLocation,
  }),
  operation({
    method: 'GET',
    path: '/locations/{id}/migration',
    summary: 'Progress of the newest migration; null before the first',
    input: thingInput,
    output: transfers.migrationSchema.nullable(),
    service: getMigration,
  }),
  operation({
    method: 'POST',
    path: '/locations/{id}/migration',
    summary: 'Run the migration again',
    status: 201,
    input: transfers.startMigrationInput,
    output: transfers.migrationSchema,
    errors: ['location_not_activated', 'storage_unit_required', 'migration_already_in_progress'],
    effects: 'outside',
    service: startMigration,
  }),
  operation({
    method: 'POST',
    path: '/locations/{id}/migration/cancel',
    summary: 'Cancel the migration before its next day',
    input: thingInput,
    output: transfers.migrationSchema,
    errors: ['migration_not_in_progress'],
    effects: 'outside',
    service: cancelMigration,
  }),
  operation({
    method: 'POST',
    path: '/locations/{id}/auto-transfer/toggle',
    summary: 'Pause or resume the nightly transfer',
    input: lightspeed.toggleAutoTransferInput,
    output: lightspeed.locationSchema,
    service: toggleAutoTransfer,
  }),
  operation({
    method: 'GET',
    path: '/locations/{id}/missed-nights',
    summary: 'Nights left out while paused or unlinked, or failed, that may still be run',
    input: thingInput,
    output: nights.missedNightsSchema,
    service: listMissedNights,
  }),
  operation({
    method: 'POST',
    path: '/locations/{id}/missed-nights/run',
    summary: 'Run missed or failed nights; all without dates',
    input: nights.runMissedNightsInput,
    output: nights.requestedNightsSchema,
    errors: ['location_not_activated', 'storage_unit_required'],
    effects: 'outside',
    service: runMissedNights,
  }),
  operation({
    method: 'GET',
    path: '/runs',
    summary: 'What runs, waits and failed, with the last 90 days of each location',
    input: nights.runsInput,
    output: nights.runsSchema,
    service: getRuns,
  }),
  operation({
    method: 'GET',
    path: '/locations/{id}/day-units',
    summary:
      'The storage units in which booked days stand; of the 90 days of a migration unless a range is given',
    input: transfers.listDayUnitsInput,
    output: transfers.dayUnitsSchema,
    service: listDayUnits,
  }),
  operation({
    method: 'POST',
    path: '/locations/{id}/transfers',
    summary: 'Transfer one business day',
    input: transfers.runTransferInput,
    output: transfers.transferResultSchema,
    errors: ['date_required', 'invalid_date_format', 'storage_unit_required', 'location_not_activated'],
    effects: 'outside',
    isFinal: (result) => result.success,
    service: runTransfer,
  }),
  operation({
    method: 'GET',
    path: '/locations/{id}/transfers',
    summary: 'List transfer logs, newest first',
    input: transfers.listTransfersInput,
    output: pageOf(transfers.transferLogSchema),
    service: listTransfers,
  }),
  operation({
    method: 'GET',
    path: '/transfers/{id}',
    summary: 'Get one transfer log',
    input: thingInput,
    output: transfers.transferLogSchema,
    service: getTransfer,
  }),
  // Items
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
    errors: ['recipe_not_found', 'ingredient_not_found'],
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
