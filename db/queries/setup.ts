import { sql } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { findRow } from './rows';

export interface SetupCounts {
  storageUnits: number;
  ingredients: number;
  recipes: number;
  integrations: number;
  locations: number;
  linked: number;
  activated: number;
  unpaused: number;
  items: number;
  decided: number;
  migrations: number;
  manualTransfers: number;
  entries: boolean;
}

/** What the wizard's steps are derived from, counted in one sentence. */
export async function findSetupCounts(db: Queryable, companyId: string): Promise<SetupCounts> {
  const row = await findRow<SetupCounts>(
    db,
    sql`
    select
      (select count(*)::int from storage_units where company_id = ${companyId} and archived_at is null) as storage_units,
      (select count(*)::int from ingredients where company_id = ${companyId} and is_active) as ingredients,
      (select count(*)::int from recipes where company_id = ${companyId} and is_active) as recipes,
      (select count(*)::int from lightspeed_integrations where company_id = ${companyId} and status = 'connected') as integrations,
      l.*,
      (select count(*)::int from lightspeed_items where company_id = ${companyId} and archived_at is null) as items,
      (select count(*)::int from lightspeed_items i where i.company_id = ${companyId} and i.archived_at is null
         and exists (select 1 from item_mapping_versions m where m.company_id = i.company_id and m.item_id = i.id
                       and m.superseded_at is null and m.state <> 'unmapped')) as decided,
      (select count(distinct location_id)::int from migrations where company_id = ${companyId} and status = 'completed') as migrations,
      (select count(*)::int from transfer_logs where company_id = ${companyId} and "trigger" = 'manual' and success) as manual_transfers,
      exists (select 1 from ledger_entries where company_id = ${companyId} and source = 'pos') as entries
    from (select count(*)::int as locations,
                 count(*) filter (where storage_unit_id is not null)::int as linked,
                 count(*) filter (where is_activated)::int as activated,
                 count(*) filter (where is_activated and storage_unit_id is not null and not auto_transfer_paused)::int as unpaused
          from lightspeed_locations where company_id = ${companyId} and archived_at is null) l`,
  );
  if (!row) throw new Error('counting the setup gave no row');
  return row;
}
