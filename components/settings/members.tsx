'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import { Card } from '@/components/ui/card';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { FormDialog, type FormField } from '@/components/ui/form-dialog';
import { Table, Td, Th } from '@/components/ui/table';
import { useRun } from '@/components/ui/use-run';
import { handOverAction } from '@/lib/actions/invitation';
import { addMemberAction, changeMemberAction, removeMemberAction } from '@/lib/actions/member';
import { roleSchema } from '@/lib/contracts/common';
import type { Invitation } from '@/lib/contracts/invitations';
import { addMemberInput, changeMemberInput, type memberSchema } from '@/lib/contracts/people';
import { InvitationLink, Invitations, InvitePerson } from './invitations';

type Member = z.infer<typeof memberSchema>;

// Over 80 lines: the markup of one card; each line is a part of it.
export function Members({
  companyId,
  members,
  invitations,
  me,
  hasMail,
}: {
  companyId: string;
  members: readonly Member[];
  invitations: readonly Invitation[];
  /** The id of who looks at it. */
  me: string | undefined;
  /** False: this server sends no mail, so people can also be added without being asked. */
  hasMail: boolean;
}) {
  const t = useTranslations('settings');
  const [link, setLink] = useState<string | null>(null);
  const owners = members.filter((member) => member.role === 'owner').length;
  const isOnlyOwner = (member: Member) => member.role === 'owner' && owners === 1;
  const role = {
    name: 'role' as const,
    label: t('role'),
    kind: 'select' as const,
    options: roleSchema.options.map((one) => ({ value: one, label: t(`roles.${one}`) })),
  };
  return (
    <Card
      title={t('members')}
      description={t('membersText')}
      actions={
        <>
          {hasMail ? null : (
            <FormDialog
              trigger={t('addMember')}
              triggerVariant="secondary"
              title={t('addMember')}
              description={t('addMemberText')}
              fields={[{ name: 'email', label: t('email'), kind: 'email', required: true }, role]}
              initial={{ email: '', role: 'manager' }}
              contract={addMemberInput}
              toInput={(values) => ({ company_id: companyId, ...values })}
              action={(input) => addMemberAction(input)}
            />
          )}
          <InvitePerson companyId={companyId} hasMail={hasMail} onLink={setLink} />
        </>
      }
    >
      {link ? <InvitationLink link={link} /> : null}
      <Table stack bare label={t('members')}>
        <thead>
          <tr>
            <Th>{t('name')}</Th>
            <Th>{t('email')}</Th>
            <Th>{t('role')}</Th>
            <Th>
              <span className="sr-only">{t('changeRole')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.user_id}>
              <Td className="font-medium">{member.name || '–'}</Td>
              <Td label={t('email')} className="break-all">
                {member.email}
              </Td>
              <Td label={t('role')}>
                {t.has(`roles.${member.role}`) ? t(`roles.${member.role}`) : member.role}
              </Td>
              <Td>
                <MemberActions
                  companyId={companyId}
                  member={member}
                  role={role}
                  isOnlyOwner={isOnlyOwner(member)}
                  isMe={member.user_id === me}
                />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Invitations companyId={companyId} invitations={invitations} />
    </Card>
  );
}

function MemberActions({
  companyId,
  member,
  role,
  isOnlyOwner,
  isMe,
}: {
  companyId: string;
  member: Member;
  role: FormField<{ role: string }>;
  isOnlyOwner: boolean;
  isMe: boolean;
}) {
  const t = useTranslations('settings');
  const { run, pending } = useRun();
  if (isOnlyOwner)
    return <p className="max-w-72 text-sm text-pretty text-muted sm:ml-auto">{t('onlyOwner')}</p>;
  return (
    <div className="flex flex-wrap gap-2 sm:justify-end">
      {isMe || member.role === 'owner' ? null : (
        <ConfirmButton
          label={t('handOver')}
          of={member.email}
          title={t('handOverTitle', { name: member.name || member.email })}
          text={t('handOverText')}
          variant="secondary"
          disabled={pending}
          onConfirm={() =>
            run(() => handOverAction({ company_id: companyId, user_id: member.user_id }), {
              done: t('handedOver'),
            })
          }
        />
      )}
      <FormDialog
        trigger={t('changeRole')}
        of={member.email}
        triggerVariant="secondary"
        triggerSize="sm"
        title={member.email}
        fields={[role]}
        initial={{ role: member.role }}
        contract={changeMemberInput}
        toInput={(values) => ({ company_id: companyId, user_id: member.user_id, ...values })}
        action={(input) => changeMemberAction(input)}
      />
      <ConfirmButton
        label={t('remove')}
        of={member.email}
        title={t('removeTitle', { name: member.email })}
        text={t('removeText')}
        disabled={pending}
        onConfirm={() =>
          run(() => removeMemberAction({ company_id: companyId, user_id: member.user_id }), {
            done: t('removed'),
          })
        }
      />
    </div>
  );
}
