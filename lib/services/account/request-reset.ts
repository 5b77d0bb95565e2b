import type { z } from 'zod';
import { requestResetInput } from '@/lib/contracts/accounts';
import type { okSchema } from '@/lib/contracts/common';
import { DomainError } from '@/lib/core/domain-error';
import type { ServiceContext } from '../context';
import { takeLimits } from '../limits/take-limits';
import { noteLinkRequest } from './note-link-request';

/**
 * Somebody forgot a password (R46). The same for every address, known or not: it is noted, and a job looks
 * who it is. Throws mail_off | too_many_attempts | rate_limited.
 */
export async function requestReset(
  ctx: ServiceContext,
  raw: z.input<typeof requestResetInput>,
): Promise<z.infer<typeof okSchema>> {
  const input = requestResetInput.parse(raw);
  if (ctx.mail.kind === 'off') throw new DomainError('mail_off');
  await takeLimits(ctx, 'reset', input.email);
  await noteLinkRequest(ctx, { ...input, purpose: 'reset' });
  return { ok: true };
}
