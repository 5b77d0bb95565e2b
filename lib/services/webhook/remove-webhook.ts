import type { z } from 'zod';
import { deleteWebhook, findWebhook } from '@/db/queries/webhooks';
import type { okSchema, thingInput } from '@/lib/contracts/common';
import { requireThing } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { hostOf } from './to-webhook';

/** With its log; nothing more is sent. */
export async function removeWebhook(
  ctx: ServiceContext,
  input: z.infer<typeof thingInput>,
): Promise<z.infer<typeof okSchema>> {
  const companyId = await requireThing(ctx, 'webhook', input, 'manage');
  await ctx.db.transaction(async (tx) => {
    const row = await findWebhook(tx, companyId, input.id);
    if (!row) return;
    await deleteWebhook(tx, companyId, input.id);
    await writeAudit(tx, ctx, {
      ...{ companyId, action: 'webhook.remove', subjectType: 'webhook', subjectId: input.id },
      details: { host: hostOf(row.url), kinds: row.kinds },
    });
  });
  return { ok: true };
}
