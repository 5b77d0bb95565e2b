import type { ListedLocation } from '@/db/queries/locations';
import type { Location } from '@/lib/contracts/lightspeed';

export function toLocation(row: ListedLocation): Location {
  return {
    id: row.id,
    lightspeed_id: row.lightspeedId,
    name: row.name,
    business_name: row.businessName,
    country: row.country,
    timezone: row.timezone,
    currency: row.currency,
    storage_unit_id: row.storageUnitId,
    storage_unit_name: row.storageUnitName,
    is_activated: row.isActivated,
    auto_transfer_paused: row.autoTransferPaused,
    is_archived: row.archivedAt !== null,
    start_of_day_minutes: row.startOfDayMinutes,
    last_transfer: row.lastTransfer,
  };
}
