import { FIXED_RETENTION, type RetentionKind } from './retention';

/**
 * How long something is kept: as the company set it, days alike for everybody, as long as the company or the
 * account is there, or moments. `always`: also after them.
 */
export type KeptUntil =
  | { setting: RetentionKind }
  | { days: number }
  | 'company'
  | 'account'
  | 'moments'
  | 'always';
interface Kept {
  /** What the database calls where it is. */
  tables: readonly string[];
  until: KeptUntil;
}

/**
 * Everything that is kept (R50), in the words of the page that says so (`privacy.kept.<name>` of the
 * messages): whose it is first. A test holds it to db/schema, so no table is added without being told.
 */
export const KEPT = {
  account: { tables: ['users'], until: 'account' },
  sessions: { tables: ['sessions'], until: { days: FIXED_RETENTION.sessions } },
  devices: { tables: ['known_devices'], until: { days: 365 } },
  factors: { tables: ['totp_secrets', 'recovery_codes', 'passkeys'], until: 'account' },
  links: { tables: ['account_links'], until: { days: FIXED_RETENTION.links } },
  attempts: { tables: ['rate_buckets', 'reset_requests', 'passkey_challenges'], until: 'moments' },
  members: { tables: ['memberships', 'membership_units', 'api_keys'], until: 'company' },
  invitations: { tables: ['invitations'], until: { days: FIXED_RETENTION.invitations } },
  choices: { tables: ['notice_choices', 'notice_times'], until: 'account' },
  audit: { tables: ['audit_events', 'audit_chain', 'audit_pending'], until: 'company' },
  sources: { tables: ['audit_events'], until: { setting: 'sources' } },
  mails: { tables: ['mails'], until: { setting: 'mails' } },
  ownMails: { tables: ['mails'], until: { days: FIXED_RETENTION.mails } },
  notices: { tables: ['notices', 'notice_deliveries'], until: { setting: 'notices' } },
  webhooks: { tables: ['webhooks'], until: 'company' },
  deliveries: {
    tables: ['webhook_deliveries', 'webhook_attempts'],
    until: { days: FIXED_RETENTION.webhooks },
  },
  digests: { tables: ['notice_digests'], until: { days: FIXED_RETENTION.digests } },
  requests: { tables: ['idempotency_keys'], until: { days: FIXED_RETENTION.idempotency } },
  answers: { tables: ['sales_snapshots'], until: { setting: 'answers' } },
  sales: { tables: ['sales_snapshots', 'sale_lines', 'sale_accounts', 'sold_names'], until: 'company' },
  connection: { tables: ['lightspeed_integrations'], until: 'company' },
  consents: {
    tables: ['oauth_states', 'lightspeed_request_slots'],
    until: { days: FIXED_RETENTION.consents },
  },
  catalogue: {
    tables: [
      'lightspeed_locations',
      'lightspeed_items',
      'lightspeed_former_skus',
      'lightspeed_item_locations',
      'item_findings',
    ],
    until: 'company',
  },
  decisions: {
    tables: [
      'item_mapping_versions',
      'modifier_rule_versions',
      'modifier_rules',
      'item_names',
      'adopted_names',
      'packaging_versions',
      'packaging_rules',
      'void_reason_versions',
    ],
    until: 'company',
  },
  kitchen: {
    tables: ['storage_units', 'ingredients', 'recipes', 'recipe_versions', 'recipe_lines'],
    until: 'company',
  },
  ledger: {
    tables: [
      'ledger_entries',
      'stock_counts',
      'stock_count_withdrawals',
      'stock_levels',
      'ledger_days',
      'receipt_days',
      'receipt_totals',
      'cost_fallbacks',
      'period_locks',
    ],
    until: 'company',
  },
  transfers: {
    tables: ['transfer_logs', 'plan_changes', 'migrations', 'migration_days', 'nightly_runs'],
    until: 'company',
  },
  settings: {
    tables: ['companies', 'setup_progress', 'notice_limits', 'retention_settings'],
    until: 'company',
  },
  deletions: { tables: ['deletions'], until: 'always' },
  operations: { tables: ['job_heartbeats'], until: 'always' },
} as const satisfies Record<string, Kept>;
export type KeptName = keyof typeof KEPT;
export const KEPT_NAMES = Object.keys(KEPT) as KeptName[];
