/** A job to run. `id` is deterministic, so that sending twice runs once. */
export type JobEvent =
  | { name: 'bestellfix/migration.requested'; id: string; data: { companyId: string; migrationId: string } }
  | { name: 'bestellfix/migration.cancelled'; id: string; data: { companyId: string; migrationId: string } }
  | { name: 'bestellfix/night.due'; id: string; data: { companyId: string; nightlyRunId: string } }
  | { name: 'bestellfix/mail.due'; id: string; data: { mailId: string } }
  | { name: 'bestellfix/webhook.due'; id: string; data: { deliveryId: string } }
  | { name: 'bestellfix/reset.requested'; id: string; data: Record<string, never> };
