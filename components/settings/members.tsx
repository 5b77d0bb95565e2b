'use client';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Card } from '@/components/ui/card';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { FormDialog, type FormField } from '@/components/ui/form-dialog';
import { Table, Td, Th } from '@/components/ui/table';
import { useRun } from '@/components/ui/use-run';
import { addMemberAction, changeMemberAction, removeMemberAction } from '@/lib/actions/member';
import { type Role, roleSchema } from '@/lib/contracts/common';
import type { memberSchema } from '@/lib/contracts/people';

type Member = z.infer<typeof memberSchema>;

export function Members({ companyId, members }: { companyId: string; members: readonly Member[] }) {
  const t = useTranslations('settings');
  const { run, pending } = useRun();
  const owners = members.filter((member) => member.role === 'owner').length;
  const isOnlyOwner = (member: Member) => member.role === 'owner' && owners === 1;
  const role = (initial: string): FormField => ({
    name: 'role',
    label: t('role'),
    kind: 'select',
    initial,
    options: roleSchema.options.map((one) => ({ value: one, label: t(`roles.${one}`) })),
  });
  return (
    <Card
      title={t('members')}
      description={t('membersText')}
      actions={
        <FormDialog
          trigger={t('addMember')}
          title={t('addMember')}
          description={t('addMemberText')}
          fields={[{ name: 'email', label: t('email'), kind: 'email', required: true }, role('manager')]}
          onSubmit={(values) =>
            addMemberAction({ company_id: companyId, email: String(values.email), role: values.role as Role })
          }
        />
      }
    >
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
                {t.has(`roles.${member.role}` as never) ? t(`roles.${member.role}` as never) : member.role}
              </Td>
              <Td>
                {isOnlyOwner(member) ? (
                  <p className="text-sm text-muted sm:text-right">{t('onlyOwner')}</p>
                ) : (
                  <div className="flex justify-end gap-2">
                    <FormDialog
                      trigger={t('changeRole')}
                      of={member.email}
                      triggerVariant="secondary"
                      triggerSize="sm"
                      title={member.email}
                      fields={[role(member.role)]}
                      onSubmit={(values) =>
                        changeMemberAction({
                          company_id: companyId,
                          user_id: member.user_id,
                          role: values.role as Role,
                        })
                      }
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
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
