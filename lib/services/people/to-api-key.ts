import { z } from 'zod';
import type { ApiKeyRow } from '@/db/queries/people';
import { type apiKeySchema, apiKeyScopeSchema } from '@/lib/contracts/people';
import { effectiveRole } from './effective-role';

export function toApiKey(row: ApiKeyRow, now: Date): z.infer<typeof apiKeySchema> {
  const isLive = row.revokedAt === null && (row.expiresAt === null || row.expiresAt > now);
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    effective_role: isLive ? effectiveRole(row.role, row.makerRole) : null,
    scopes: z.array(apiKeyScopeSchema).parse(row.scopes),
    prefix: row.prefix,
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    expires_at: row.expiresAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
  };
}
