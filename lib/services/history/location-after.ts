import { z } from 'zod';
import { idSchema } from '@/lib/contracts/common';
import type { Facts } from '@/lib/core/history/values';

const settingSchema = z.union([
  z.object({ storage_unit_id: idSchema.nullable() }),
  z.object({ auto_transfer_paused: z.boolean() }),
]);
type Setting = z.infer<typeof settingSchema> | { is_activated: boolean };

/** The setting of a location that an event of its history was of, as it was after it; null where of none. */
export function locationAfter(event: { action: string; details: Facts }): Setting | null {
  switch (event.action) {
    case 'location.link_storage_unit':
    case 'location.unlink_storage_unit':
    case 'location.toggle_auto_transfer':
      return settingSchema.safeParse(event.details.after).data ?? null;
    case 'location.activate':
      return { is_activated: true };
    case 'location.deactivate':
      return { is_activated: false };
    default:
      return null;
  }
}
