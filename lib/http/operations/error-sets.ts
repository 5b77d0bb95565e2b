import type { ErrorCode } from '@/lib/core/error-codes';

/** What any call of Lightspeed can fail with. */
export const LIGHTSPEED_CALL = [
  'lightspeed_not_configured',
  'lightspeed_auth_failed',
  'lightspeed_api_error',
] as const satisfies readonly ErrorCode[];
/** What the lines of a recipe can be refused for. */
export const RECIPE_LINES = [
  'ingredient_not_found',
  'recipe_not_found',
  'sub_recipe_inactive',
  'unit_mismatch',
  'recipe_cycle',
  'recipe_too_deep',
  'recipe_amount_too_long',
] as const satisfies readonly ErrorCode[];
/** What a manual ledger entry can be refused for. */
export const ENTRIES = [
  'ingredient_not_found',
  'storage_unit_not_found',
  'unit_mismatch',
  'period_locked',
] as const satisfies readonly ErrorCode[];
/** Bytes of a body that decides about a whole catalogue in one act. */
export const CATALOGUE = 4_194_304;
