'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import { Card } from '@/components/ui/card';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { FormDialog } from '@/components/ui/form-dialog';
import { Table, Td, Th } from '@/components/ui/table';
import { useRun } from '@/components/ui/use-run';
import { handOverAction } from '@/lib/actions/invitation';
import { addMemberAction, changeMemberAction, removeMemberAction } from '@/lib/actions/member';
import type { Invitation } from '@/lib/contracts/invitations';
import { addMemberInput, changeMemberInput, type memberSchema } from '@/lib/contracts/people';
import { InvitationLink, Invitations, InvitePerson } from './invitations';
import { RoleName, type Unit, useRoleForm } from './role-form';

type Member = z.infer<typeof memberSchema>;

// Over 80 lines: the markup of one card; each line is a part of it.
export function Members({
  companyId,
  members,
  invitations,
  units,
  me,
  hasMail,
}: {
  companyId: string;
  members: readonly Member[];
  invitations: readonly Invitation[];
  units: readonly Unit[];
  /** The id of who looks at it. */
  me: string | undefined;
  /** False: this server sends no mail, so people can also be added without being asked. */
  hasMail: boolean;
}) {
  const t = useTranslations('settings');
  const [link, setLink] = useState<string | null>(null);
  const owners = members.filter((member) => member.role === 'owner').length;
  const isOnlyOwner = (member: Member) => member.role === 'owner' && owners === 1;
  const form = useRoleForm(units);
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
              fields={[{ name: 'email', label: t('email'), kind: 'email', required: true }, ...form.fields]}
              initial={{ email: '', ...form.initial('manager', []) }}
              contract={addMemberInput}
              toInput={(values) => ({ company_id: companyId, email: values.email, ...form.toInput(values) })}
              fieldOf={form.fieldOf}
              action={(input) => addMemberAction(input)}
            />
          )}
          <InvitePerson companyId={companyId} hasMail={hasMail} units={units} onLink={setLink} />
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
                <RoleName of={member} units={units} />
              </Td>
              <Td>
                <MemberActions
                  companyId={companyId}
                  member={member}
                  units={units}
                  isOnlyOwner={isOnlyOwner(member)}
                  isMe={member.user_id === me}
                />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Invitations companyId={companyId} invitations={invitations} units={units} />
    </Card>
  );
}

function MemberActions({
  companyId,
  member,
  units,
  isOnlyOwner,
  isMe,
}: {
  companyId: string;
  member: Member;
  units: readonly Unit[];
  isOnlyOwner: boolean;
  isMe: boolean;
}) {
  const t = useTranslations('settings');
  const { run, pending } = useRun();
  const form = useRoleForm(units);
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
        fields={form.fields}
        initial={form.initial(member.role, member.storage_unit_ids)}
        contract={changeMemberInput}
        toInput={(values) => ({
          company_id: companyId,
          user_id: member.user_id,
          ...form.toInput(values),
        })}
        fieldOf={form.fieldOf}
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
