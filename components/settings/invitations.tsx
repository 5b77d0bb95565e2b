'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { FormDialog } from '@/components/ui/form-dialog';
import { Moment } from '@/components/ui/moment';
import { Table, Td, Th } from '@/components/ui/table';
import { useRun } from '@/components/ui/use-run';
import { createInvitationAction, withdrawInvitationAction } from '@/lib/actions/invitation';
import { roleSchema } from '@/lib/contracts/common';
import { createInvitationInput, type Invitation } from '@/lib/contracts/invitations';
import { RoleName, type Unit, useRoleForm } from './role-form';

/** Asks somebody by mail; without mail the link is shown once, to be handed over. */
export function InvitePerson({
  companyId,
  hasMail,
  units,
  onLink,
}: {
  companyId: string;
  hasMail: boolean;
  units: readonly Unit[];
  onLink: (link: string | null) => void;
}) {
  const t = useTranslations('settings');
  const form = useRoleForm(units);
  return (
    <FormDialog
      trigger={t('invite')}
      title={t('invite')}
      description={hasMail ? t('inviteText') : t('inviteLinkText')}
      fields={[{ name: 'email', label: t('email'), kind: 'email', required: true }, ...form.fields]}
      initial={{ email: '', ...form.initial('manager', []) }}
      contract={createInvitationInput}
      toInput={(values) => ({ company_id: companyId, email: values.email, ...form.toInput(values) })}
      fieldOf={form.fieldOf}
      submitLabel={hasMail ? t('sendInvitation') : t('makeInvitation')}
      done={t('invitationMade')}
      action={async (input) => {
        const result = await createInvitationAction(input);
        if (result?.data) onLink(result.data.link);
        return result;
      }}
    />
  );
}

export function InvitationLink({ link }: { link: string }) {
  const t = useTranslations('settings');
  return (
    <div role="status" className="mb-4 rounded-lg bg-good-soft p-4 text-good">
      <p>{t('invitationLink')}</p>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <code className="break-all">{link}</code>
        <Button
          size="sm"
          variant="secondary"
          onClick={() => navigator.clipboard.writeText(link).then(() => toast.success(t('copied')))}
        >
          {t('copy')}
        </Button>
      </div>
    </div>
  );
}

/** Who was asked and has not come yet. */
export function Invitations({
  companyId,
  invitations,
  units,
}: {
  companyId: string;
  invitations: readonly Invitation[];
  units: readonly Unit[];
}) {
  const t = useTranslations('settings');
  const [link, setLink] = useState<string | null>(null);
  if (invitations.length === 0) return null;
  return (
    <div className="mt-6 border-t border-line pt-5">
      <h3 className="mb-3 font-medium">{t('invitations')}</h3>
      {link ? <InvitationLink link={link} /> : null}
      <Table stack bare label={t('invitations')}>
        <thead>
          <tr>
            <Th>{t('email')}</Th>
            <Th>{t('role')}</Th>
            <Th>{t('validUntil')}</Th>
            <Th>
              <span className="sr-only">{t('withdraw')}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {invitations.map((one) => (
            <tr key={one.id}>
              <Td className="font-medium break-all">{one.email}</Td>
              <Td label={t('role')}>
                <RoleName of={one} units={units} />
              </Td>
              <Td label={t('validUntil')}>
                <Moment iso={one.expires_at} /> <State of={one} />
              </Td>
              <Td>
                <InvitationActions companyId={companyId} invitation={one} onLink={setLink} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function State({ of }: { of: Invitation }) {
  const t = useTranslations('settings.mailTroubles');
  const own = useTranslations('settings');
  if (of.is_expired) return <Badge tone="warn">{own('expired')}</Badge>;
  if (of.delivery === 'failed') return <Badge tone="bad">{t('failed')}</Badge>;
  if (of.delivery === 'uncertain') return <Badge tone="warn">{t('uncertain')}</Badge>;
  return null;
}

function InvitationActions({
  companyId,
  invitation,
  onLink,
}: {
  companyId: string;
  invitation: Invitation;
  onLink: (link: string | null) => void;
}) {
  const t = useTranslations('settings');
  const { run, pending } = useRun();
  const { id, email, role, storage_unit_ids } = invitation;
  const again = () =>
    run(
      () =>
        createInvitationAction({
          company_id: companyId,
          email,
          role: roleSchema.parse(role),
          storage_unit_ids,
        }),
      {
        done: t('invitedDone', { email }),
        after: ({ link }) => onLink(link),
      },
    );
  return (
    <div className="flex flex-wrap gap-2 sm:justify-end">
      <Button
        variant="secondary"
        size="sm"
        disabled={pending}
        aria-label={`${t('inviteAgain')}: ${email}`}
        onClick={again}
      >
        {t('inviteAgain')}
      </Button>
      <ConfirmButton
        label={t('withdraw')}
        of={email}
        title={t('withdrawTitle', { email })}
        text={t('withdrawText')}
        disabled={pending}
        onConfirm={() =>
          run(() => withdrawInvitationAction({ id, company_id: companyId }), { done: t('withdrawn') })
        }
      />
    </div>
  );
}
