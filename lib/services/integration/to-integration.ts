import type { IntegrationRow } from '@/db/queries/integrations';
import { type Integration, NEEDED_SCOPES } from '@/lib/contracts/lightspeed';

/** The row as the wire shows it: without tokens (R6). */
export function toIntegration(row: IntegrationRow): Integration {
  const granted = row.grantedScopes.split(/\s+/).filter(Boolean);
  const isConnected = row.status === 'connected';
  return {
    id: row.id,
    company_id: row.companyId,
    name: row.name,
    status: isConnected ? 'connected' : 'needs_reauthorization',
    business_id: row.businessId,
    business_name: row.businessName,
    granted_scopes: granted,
    missing_scopes: granted.length === 0 ? [] : NEEDED_SCOPES.filter((scope) => !granted.includes(scope)),
    token_state: !isConnected ? 'needs_reauthorization' : row.refreshAttemptAt ? 'renewing' : 'good',
    tokens_renewed_at: row.tokensRenewedAt.toISOString(),
    last_success_at: row.lastSuccessAt?.toISOString() ?? null,
    last_error_at: row.lastErrorAt?.toISOString() ?? null,
    last_error_code: row.lastErrorCode,
    is_failing: isFailing(row),
    locations_synced_at: row.locationsSyncedAt?.toISOString() ?? null,
    items_synced_at: row.itemsSyncedAt?.toISOString() ?? null,
    disconnected_at: row.disconnectedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  };
}

/** The newest answer was an error. */
const isFailing = ({ lastErrorAt, lastSuccessAt }: IntegrationRow) =>
  lastErrorAt !== null && (lastSuccessAt === null || lastErrorAt > lastSuccessAt);
