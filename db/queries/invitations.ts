import { and, count, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Queryable } from '@/db/client';
import { invitations } from '@/db/schema/invitations';
import { mails } from '@/db/schema/mail';
import { companies, users } from '@/db/schema/people';

export type InvitationRow = typeof invitations.$inferSelect & {
  inviterName: string;
  inviterEmail: string;
  companyName: string;
  mailStatus: string | null;
};

const isOpen = and(isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt));

async function listOpen(db: Queryable, which: ReturnType<typeof and>): Promise<InvitationRow[]> {
  const rows = await db
    .select({
      invitation: invitations,
      inviterName: users.name,
      inviterEmail: users.email,
      companyName: companies.name,
      mailStatus: mails.status,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .innerJoin(companies, eq(companies.id, invitations.companyId))
    .leftJoin(mails, eq(mails.id, invitations.mailId))
    .where(and(isOpen, which))
    .orderBy(desc(invitations.createdAt), desc(invitations.id));
  return rows.map(({ invitation, ...rest }) => ({ ...invitation, ...rest }));
}

/** Neither accepted nor withdrawn, the expired ones too, newest first. */
export const listOpenInvitations = (db: Queryable, companyId: string): Promise<InvitationRow[]> =>
  listOpen(db, eq(invitations.companyId, companyId));

export async function findOpenInvitation(
  db: Queryable,
  companyId: string,
  id: string,
): Promise<InvitationRow | undefined> {
  return (await listOpen(db, and(eq(invitations.companyId, companyId), eq(invitations.id, id))))[0];
}

/** The one its link opens; its company is the answer, not the question. */
export async function findInvitationByToken(
  db: Queryable,
  { tokenHash, now }: { tokenHash: string; now: Date },
): Promise<InvitationRow | undefined> {
  const which = and(eq(invitations.tokenHash, tokenHash), gt(invitations.expiresAt, now));
  return (await listOpen(db, which))[0];
}

export async function countInvitations(db: Queryable, companyId: string, since: Date): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(invitations)
    .where(and(eq(invitations.companyId, companyId), gt(invitations.createdAt, since)));
  return row?.count ?? 0;
}

export async function insertInvitation(
  db: Queryable,
  values: typeof invitations.$inferInsert,
): Promise<string> {
  const [row] = await db.insert(invitations).values(values).returning({ id: invitations.id });
  return row?.id ?? '';
}

/** Open ones of an address, or the one of an id. */
export async function withdrawInvitations(
  db: Queryable,
  companyId: string,
  which: { id: string } | { address: string },
  now: Date,
): Promise<number> {
  const rows = await db
    .update(invitations)
    .set({ withdrawnAt: now })
    .where(
      and(
        eq(invitations.companyId, companyId),
        isOpen,
        'id' in which ? eq(invitations.id, which.id) : eq(invitations.address, which.address),
      ),
    )
    .returning({ id: invitations.id });
  return rows.length;
}

/** Uses it up: of two at once one gets it. */
export async function takeInvitation(
  db: Queryable,
  { companyId, id, tokenHash }: { companyId: string; id: string; tokenHash: string },
  { by, now }: { by: string; now: Date },
): Promise<boolean> {
  const rows = await db
    .update(invitations)
    .set({ acceptedAt: now, acceptedBy: by })
    .where(
      and(
        eq(invitations.companyId, companyId),
        eq(invitations.id, id),
        eq(invitations.tokenHash, tokenHash),
        gt(invitations.expiresAt, now),
        isOpen,
      ),
    )
    .returning({ id: invitations.id });
  return rows.length > 0;
}
