import type { WebhookRow } from '@/db/queries/webhooks';
import type { TokenVault } from '@/lib/ports';

/** Bound to its webhook (R6). */
export const sealSecret = (vault: TokenVault, webhookId: string, secret: string): string =>
  vault.seal(secret, `webhook:${webhookId}`);

/** Those that sign now, the newest first. Throws where one is sealed with a key that is gone. */
export function openSecrets(vault: TokenVault, row: WebhookRow, now: Date): string[] {
  const { secret, previousSecret, previousUntil } = row;
  const isOverlapping = previousSecret !== null && previousUntil !== null && previousUntil > now;
  return [secret, ...(isOverlapping ? [previousSecret] : [])].map((sealed) =>
    vault.open(sealed, `webhook:${row.id}`),
  );
}
