import type { z } from 'zod';
import type { Transaction } from '@/db/client';
import {
  countInvitations,
  findOpenInvitation,
  insertInvitation,
  withdrawInvitations,
} from '@/db/queries/invitations';
import { findCompanyName, findUser, findUserByEmail, listMemberRows, lockCompany } from '@/db/queries/people';
import type { Role } from '@/lib/contracts/common';
import { type createdInvitationSchema, createInvitationInput } from '@/lib/contracts/invitations';
import { DomainError } from '@/lib/core/domain-error';
import { mailLocale, mailText } from '@/lib/i18n/mail-text';
import { makeLinkToken } from '@/lib/platform/link-token';
import { requireCompany } from '../access';
import { writeAudit } from '../audit';
import type { ServiceContext } from '../context';
import { requireRoom } from '../limits/require-room';
import { dispatchMails } from '../mail/dispatch-mails';
import { enqueueMail } from '../mail/enqueue-mail';
import { unitsOfRole } from '../people/require-units';
import { toInvitation } from './to-invitation';

const DAY_MS = 24 * 60 * 60_000;
const LIVES_MS = 7 * DAY_MS;
const MAX_A_DAY = 100;

/**
 * Asks somebody to join the company with a role, by mail; owners only (R47). The answer is the same whether
 * or not the address has an account, and takes the place of an earlier invitation. Where no mail is sent the
 * answer has the link, for the owner to hand over. Throws already_member | too_many_attempts | quota_reached
 * | storage_unit_required | storage_unit_not_found.
 */
export async function createInvitation(
  ctx: ServiceContext,
  raw: z.input<typeof createInvitationInput>,
): Promise<z.infer<typeof createdInvitationSchema>> {
  requireCompany(ctx, raw.company_id, 'people');
  const input = createInvitationInput.parse(raw);
  const { company_id: companyId, role } = input;
  const address = input.email.toLowerCase();
  const now = ctx.clock.now();
  const made = await ctx.db.transaction(async (tx) => {
    await lockCompany(tx, companyId);
    const members = await listMemberRows(tx, companyId);
    requireRoom('members', members.length);
    if (members.some((member) => member.email.toLowerCase() === address))
      throw new DomainError('already_member', undefined, { field: 'email' });
    if ((await countInvitations(tx, companyId, new Date(now.getTime() - DAY_MS))) >= MAX_A_DAY)
      throw new DomainError('too_many_attempts');
    await withdrawInvitations(tx, companyId, { address }, now);
    const storageUnitIds = await unitsOfRole(tx, companyId, input);
    return insertWithMail(tx, ctx, { companyId, address, role, storageUnitIds, now });
  });
  await dispatchMails(ctx, [made.row.mailId]);
  return { ...toInvitation(made.row, now), link: made.row.mailId === null ? made.link : null };
}

async function insertWithMail(
  tx: Transaction,
  ctx: ServiceContext,
  {
    companyId,
    address,
    role,
    storageUnitIds,
    now,
  }: { companyId: string; address: string; role: Role; storageUnitIds: string[]; now: Date },
) {
  const inviter = ctx.actor.kind === 'user' ? await findUser(tx, ctx.actor.userId) : undefined;
  if (!inviter) throw new DomainError('unauthenticated');
  const { token, tokenHash } = makeLinkToken();
  const link = `${ctx.appUrl}/invite#${token}`;
  const expiresAt = new Date(now.getTime() + LIVES_MS);
  const of = { companyId, address, role, storageUnitIds, tokenHash };
  const values = { ...of, invitedBy: inviter.id, expiresAt, createdAt: now };
  const company = (await findCompanyName(tx, companyId)) ?? '';
  const locale = (await findUserByEmail(tx, address))?.locale ?? inviter.locale;
  const mailId = await enqueueMail(tx, ctx, {
    ...{ kind: 'invitation', to: address, locale, companyId, giveUpAt: expiresAt },
    content: contentOf({ locale, link, company, inviter: inviter.name || inviter.email, role }),
  });
  const id = await insertInvitation(tx, { ...values, mailId });
  await writeAudit(tx, ctx, {
    ...{ companyId, action: 'invitation.create', subjectType: 'invitation', subjectId: id },
    // The address stays in the invitation, which goes; this does not (R50).
    details: { role, storage_unit_ids: storageUnitIds },
  });
  const row = await findOpenInvitation(tx, companyId, id);
  if (!row) throw new DomainError('internal_error', 'the invitation just made is missing');
  return { row, link };
}

function contentOf(of: {
  locale: string | null;
  link: string;
  company: string;
  inviter: string;
  role: Role;
}) {
  const t = mailText(mailLocale(of.locale));
  return {
    subject: t('invitation.subject', { company: of.company }),
    paragraphs: [
      t('invitation.text', { inviter: of.inviter, company: of.company }),
      t(`invitation.roles.${of.role}`),
    ],
    action: { label: t('invitation.action'), url: of.link },
    note: t('invitation.note'),
  };
}
