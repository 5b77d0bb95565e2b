/**
 * The one table of error codes (R34): HTTP status and whether trying again unchanged can help. Codes of the
 * published Lightspeed page are verbatim. Sentences for people: lib/i18n/messages, key `errors.<code>`.
 */
export const ERROR_CODES = {
  // The page's codes.
  lightspeed_integration_exists: { status: 409, retryable: false },
  lightspeed_oauth_exchange_failed: { status: 400, retryable: false },
  lightspeed_not_configured: { status: 503, retryable: false },
  unauthorized_company_access: { status: 403, retryable: false },
  storage_unit_required: { status: 409, retryable: false },
  storage_unit_company_mismatch: { status: 422, retryable: false },
  recipe_not_found: { status: 404, retryable: false },
  ingredient_not_found: { status: 404, retryable: false },
  location_not_activated: { status: 409, retryable: false },
  migration_already_in_progress: { status: 409, retryable: false },
  date_required: { status: 400, retryable: false },
  invalid_date_format: { status: 400, retryable: false },
  lightspeed_auth_failed: { status: 502, retryable: false },
  lightspeed_api_error: { status: 502, retryable: true },
  // Ours, around the connection.
  lightspeed_business_mismatch: { status: 409, retryable: false },
  oauth_state_invalid: { status: 400, retryable: false },
  oauth_denied: { status: 400, retryable: false },
  locations_not_synced: { status: 409, retryable: false },
  migration_not_in_progress: { status: 409, retryable: false },
  transfer_interrupted: { status: 503, retryable: true },
  // People and access.
  unauthenticated: { status: 401, retryable: false },
  invalid_credentials: { status: 401, retryable: false },
  wrong_password: { status: 403, retryable: false },
  forbidden: { status: 403, retryable: false },
  person_required: { status: 403, retryable: false },
  key_scope_missing: { status: 403, retryable: false },
  cross_origin_refused: { status: 403, retryable: false },
  password_weak: { status: 422, retryable: false },
  password_leaked: { status: 422, retryable: false },
  link_invalid: { status: 410, retryable: false },
  mail_off: { status: 503, retryable: false },
  email_taken: { status: 409, retryable: false },
  person_not_registered: { status: 404, retryable: false },
  invite_instead: { status: 409, retryable: false },
  invitation_other_address: { status: 403, retryable: false },
  already_member: { status: 409, retryable: false },
  last_owner: { status: 409, retryable: false },
  only_owner: { status: 409, retryable: false },
  company_name_differs: { status: 422, retryable: false },
  too_many_attempts: { status: 429, retryable: true },
  rate_limited: { status: 429, retryable: true },
  reports_busy: { status: 429, retryable: true },
  quota_reached: { status: 409, retryable: false },
  sign_up_closed: { status: 403, retryable: false },
  invitation_required: { status: 403, retryable: false },
  second_factor_required: { status: 401, retryable: false },
  wrong_code: { status: 403, retryable: false },
  second_factor_needed: { status: 403, retryable: false },
  totp_exists: { status: 409, retryable: false },
  passkey_refused: { status: 403, retryable: false },
  passkey_exists: { status: 409, retryable: false },
  // Inventory.
  not_found: { status: 404, retryable: false },
  name_taken: { status: 409, retryable: false },
  storage_unit_in_use: { status: 409, retryable: false },
  storage_unit_not_found: { status: 404, retryable: false },
  ingredient_in_use: { status: 409, retryable: false },
  recipe_in_use: { status: 409, retryable: false },
  base_unit_in_use: { status: 409, retryable: false },
  recipe_cycle: { status: 422, retryable: false },
  recipe_too_deep: { status: 422, retryable: false },
  recipe_amount_too_long: { status: 422, retryable: false },
  sub_recipe_inactive: { status: 422, retryable: false },
  unit_mismatch: { status: 422, retryable: false },
  // Ledger.
  period_locked: { status: 409, retryable: false },
  period_not_over: { status: 422, retryable: false },
  date_out_of_range: { status: 422, retryable: false },
  entry_already_reversed: { status: 409, retryable: false },
  entry_not_correctable: { status: 409, retryable: false },
  preview_outdated: { status: 409, retryable: false },
  // Webhooks.
  webhook_address_refused: { status: 422, retryable: false },
  webhook_is_off: { status: 409, retryable: false },
  webhook_in_progress: { status: 409, retryable: true },
  // Imports.
  import_file_refused: { status: 422, retryable: false },
  import_has_problems: { status: 409, retryable: false },
  // The wire.
  validation_failed: { status: 422, retryable: false },
  malformed_json: { status: 400, retryable: false },
  unsupported_media_type: { status: 415, retryable: false },
  payload_too_large: { status: 413, retryable: false },
  method_not_allowed: { status: 405, retryable: false },
  idempotency_key_reused: { status: 422, retryable: false },
  idempotency_key_in_progress: { status: 409, retryable: true },
  service_unavailable: { status: 503, retryable: true },
  internal_error: { status: 500, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>;

export type ErrorCode = keyof typeof ERROR_CODES;

export function isErrorCode(value: string): value is ErrorCode {
  return Object.hasOwn(ERROR_CODES, value);
}
