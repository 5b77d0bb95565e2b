import type { InvitationRow } from '@/db/queries/invitations';
import type { Invitation } from '@/lib/contracts/invitations';

export const toInvitation = (row: InvitationRow, now: Date): Invitation => ({
  id: row.id,
  email: row.address,
  role: row.role,
  storage_unit_ids: row.storageUnitIds,
  invited_by: row.inviterName || row.inviterEmail,
  created_at: row.createdAt.toISOString(),
  expires_at: row.expiresAt.toISOString(),
  is_expired: row.expiresAt <= now,
  delivery: row.mailStatus,
});
