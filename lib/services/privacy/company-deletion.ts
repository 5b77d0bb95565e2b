import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import { type DeletionRow, findDeletion, insertDeletion, withdrawDeletion } from '@/db/queries/deletions';
import { findCompanyName, findUser, listMembersToTell, lockCompany } from '@/db/queries/people';
import type { companyInput } from '@/lib/contracts/common';
import { askCompanyDeletionInput, type CompanyDeletion } from '@/lib/contracts/privacy';
import { DomainError } from '@/lib/core/domain-error';
import { mailLocale, mailText } from '@/lib/i18n/mail-text';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { dispatchMails } from '../mail/dispatch-mails';
import { enqueueMail } from '../mail/enqueue-mail';
import { requirePassword } from '../session/require-password';
import { requirePerson } from '../session/require-person';

const toDeletion = (row: DeletionRow | undefined): CompanyDeletion => ({
  asked_at: row?.askedAt.toISOString() ?? null,
  due_at: row?.dueAt.toISOString() ?? null,
});

/** Whether the company is to be deleted, and when (R51). */
export async function getCompanyDeletion(
  ctx: ServiceContext,
  { company_id: companyId }: z.infer<typeof companyInput>,
): Promise<CompanyDeletion> {
  requireCompany(ctx, companyId, 'stock');
  return toDeletion(await findDeletion(ctx.db, companyId));
}

/**
 * The company goes in seven days, unless an owner takes it back; everybody who belongs to it is told by mail
 * (R51). Until then all goes on, so that nothing is missing when it is taken back. Asked again it changes
 * nothing. Throws wrong_password | too_many_attempts | company_name_differs.
 */
export async function askCompanyDeletion(
  ctx: ServiceContext,
  raw: z.input<typeof askCompanyDeletionInput>,
): Promise<CompanyDeletion> {
  requireCompany(ctx, raw.company_id, 'people');
  const { company_id: companyId, name, current_password } = askCompanyDeletionInput.parse(raw);
  const user = await findUser(ctx.db, requirePerson(ctx).userId);
  if (!user) throw new DomainError('unauthenticated');
  if ((await findCompanyName(ctx.db, companyId)) !== name)
    throw new DomainError('company_name_differs', undefined, { field: 'name' });
  await requirePassword(ctx, user, current_password);
  const { deletion, mails } = await ctx.db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    const open = await findDeletion(tx, companyId);
    if (open) return { deletion: open, mails: [] };
    const deletion = await insertDeletion(tx, { kind: 'company', subjectId: companyId });
    await writeAudit(tx, ctx, {
      companyId,
      action: 'company.ask_deletion',
      subjectType: 'company',
      subjectId: companyId,
      details: { due_at: deletion.dueAt.toISOString() },
    });
    return { deletion, mails: await tellMembers(tx, ctx, companyId, { deletion, by: user, kind: 'asked' }) };
  });
  await dispatchMails(ctx, mails);
  return toDeletion(deletion);
}

/** The company stays; everybody who belongs to it is told. Where nothing was asked it changes nothing. */
export async function withdrawCompanyDeletion(
  ctx: ServiceContext,
  { company_id: companyId }: z.infer<typeof companyInput>,
): Promise<CompanyDeletion> {
  requireCompany(ctx, companyId, 'people');
  const by = await findUser(ctx.db, requirePerson(ctx).userId);
  if (!by) throw new DomainError('unauthenticated');
  const mails = await ctx.db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    const deletion = await findDeletion(tx, companyId);
    if (!deletion || !(await withdrawDeletion(tx, companyId))) return [];
    await writeAudit(tx, ctx, {
      companyId,
      action: 'company.withdraw_deletion',
      subjectType: 'company',
      subjectId: companyId,
    });
    return tellMembers(tx, ctx, companyId, { deletion, by, kind: 'withdrawn' });
  });
  await dispatchMails(ctx, mails);
  return toDeletion(await findDeletion(ctx.db, companyId));
}

async function tellMembers(
  tx: Transaction,
  ctx: ServiceContext,
  companyId: string,
  {
    deletion,
    by,
    kind,
  }: { deletion: DeletionRow; by: { name: string; email: string }; kind: 'asked' | 'withdrawn' },
): Promise<(string | null)[]> {
  const company = (await findCompanyName(tx, companyId)) ?? '';
  const mails: (string | null)[] = [];
  for (const member of await listMembersToTell(tx, companyId)) {
    const locale = mailLocale(member.locale);
    const t = mailText(locale);
    const of = { company, person: by.name || by.email, date: dayOf(deletion.dueAt, locale) };
    mails.push(
      await enqueueMail(tx, ctx, {
        ...{ kind: 'companyDeletion', to: member.email, locale, companyId, userId: member.userId },
        onceKey: `company-deletion-${kind}-${deletion.id}-${member.userId}`,
        content: {
          subject: t(`companyDeletion.${kind}.subject`, of),
          paragraphs: [t(`companyDeletion.${kind}.text`, of)],
          action: { label: t('companyDeletion.action'), url: `${ctx.appUrl}/settings/privacy` },
        },
      }),
    );
  }
  return mails;
}

const dayOf = (moment: Date, locale: 'de' | 'en') =>
  new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    moment,
  );
