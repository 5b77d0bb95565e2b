import type { IntegrationRow } from '@/db/queries/integrations';
import type { Integration } from '@/lib/contracts/lightspeed';

/** The row as the wire shows it: without tokens (R6). */
export function toIntegration(row: IntegrationRow): Integration {
  return {
    id: row.id,
    company_id: row.companyId,
    name: row.name,
    status: row.status === 'connected' ? 'connected' : 'needs_reauthorization',
    business_id: row.businessId,
    business_name: row.businessName,
    granted_scopes: row.grantedScopes.split(/\s+/).filter(Boolean),
    tokens_renewed_at: row.tokensRenewedAt.toISOString(),
    last_success_at: row.lastSuccessAt?.toISOString() ?? null,
    last_error_at: row.lastErrorAt?.toISOString() ?? null,
    last_error_code: row.lastErrorCode,
    locations_synced_at: row.locationsSyncedAt?.toISOString() ?? null,
    items_synced_at: row.itemsSyncedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
  };
}
