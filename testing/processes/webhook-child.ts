import { openDatabase } from '@/db/client';
import { sendWebhook } from '@/lib/services/webhook/send-webhook';
import { testContext } from '@/testing/fixtures/test-context';

/** Sends webhooks as a process of its own, to be killed: DATABASE_URL, and ids of deliveries as arguments. */
const db = openDatabase(process.env.DATABASE_URL ?? '', { max: 2, name: 'bestellfix-webhook-child' });
const ctx = testContext(db, { kind: 'system', memberships: {} });
for (const deliveryId of process.argv.slice(2)) await sendWebhook(ctx, { deliveryId });
await db.$client.end();
