import type { z } from 'zod';
import { insertResetRequest } from '@/db/queries/links';
import { requestResetInput } from '@/lib/contracts/accounts';
import type { okSchema } from '@/lib/contracts/common';
import { DomainError } from '@/lib/core/domain-error';
import { mailLocale } from '@/lib/i18n/mail-text';
import type { ServiceContext } from '../context';
import { takeLimits } from '../limits/take-limits';

/**
 * Somebody forgot a password (R46). The same for every address, known or not: it is noted, and a job looks
 * who it is. Throws mail_off |
 * too_many_attempts | rate_limited.
 */
export async function requestReset(
  ctx: ServiceContext,
  raw: z.input<typeof requestResetInput>,
): Promise<z.infer<typeof okSchema>> {
  const input = requestResetInput.parse(raw);
  if (ctx.mail.kind === 'off') throw new DomainError('mail_off');
  const address = input.email.toLowerCase();
  await takeLimits(ctx, 'reset', address);
  const createdAt = ctx.clock.now();
  await insertResetRequest(ctx.db, { address, locale: mailLocale(input.locale), createdAt });
  try {
    await ctx.jobs.send([{ name: 'bestellfix/reset.requested', id: `reset-${ctx.requestId}`, data: {} }]);
  } catch (error) {
    ctx.log.warn({ err: error }, 'a reset could not be sent to the job server; recovery retries');
  }
  return { ok: true };
}
