import type { z } from 'zod';
import { findTimes, listChoices, upsertChoice, upsertTimes } from '@/db/queries/notices';
import { findUser, updateLocale } from '@/db/queries/people';
import type { companyInput } from '@/lib/contracts/common';
import { type NoticeSettings, saveNoticeSettingsInput } from '@/lib/contracts/notices';
import { CHOSEN_KINDS, USUAL_TIME, usualDelivery } from '@/lib/core/notice-kinds';
import { requireCompany } from '../access';
import type { ServiceContext } from '../context';
import { requirePerson } from '../session/require-person';

/**
 * How the person who asks hears of the company's notices (R45): one's own, whatever the role. Throws
 * person_required for a key.
 */
export async function getNoticeSettings(
  ctx: ServiceContext,
  { company_id: companyId }: z.infer<typeof companyInput>,
): Promise<NoticeSettings> {
  requireCompany(ctx, companyId, 'read');
  const { userId } = requirePerson(ctx);
  const role = ctx.actor.memberships.get(companyId) ?? '';
  const chosen = new Map(
    (await listChoices(ctx.db, userId, companyId)).map((one) => [one.kind, one.delivery]),
  );
  const { digestHour, timeZone } = (await findTimes(ctx.db, userId)) ?? USUAL_TIME;
  const user = await findUser(ctx.db, userId);
  return {
    deliveries: CHOSEN_KINDS.map((kind) => ({
      kind,
      delivery: chosen.get(kind) ?? usualDelivery(kind, role),
    })),
    digest_hour: digestHour,
    time_zone: timeZone,
    language: user?.locale === 'de' ? 'de' : 'en',
    mail: ctx.mail.kind === 'off' ? 'off' : 'on',
  };
}

/**
 * Kinds that are not named stay as they are. The digest's hour and the language are the person's in all
 * companies.
 */
export async function saveNoticeSettings(
  ctx: ServiceContext,
  raw: z.input<typeof saveNoticeSettingsInput>,
): Promise<NoticeSettings> {
  requireCompany(ctx, raw.company_id, 'read');
  const input = saveNoticeSettingsInput.parse(raw);
  const { company_id: companyId, deliveries, digest_hour: digestHour, time_zone: timeZone, language } = input;
  const { userId } = requirePerson(ctx);
  await ctx.db.transaction(async (tx) => {
    for (const { kind, delivery } of deliveries)
      await upsertChoice(tx, { userId, companyId, kind, delivery });
    await upsertTimes(tx, { userId, digestHour, timeZone });
    await updateLocale(tx, userId, language);
  });
  return getNoticeSettings(ctx, { company_id: companyId });
}
