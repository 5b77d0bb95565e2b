'use client';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { CanManage } from '@/components/ui/can-manage';
import { FormDialog } from '@/components/ui/form-dialog';
import { Notice } from '@/components/ui/notice';
import { useRun } from '@/components/ui/use-run';
import { changeAddressAction, changeNameAction, confirmAgainAction } from '@/lib/actions/account';
import { changeAddressInput, changeNameInput } from '@/lib/contracts/accounts';

export interface OwnAccount {
  name: string;
  email: string;
  isConfirmed: boolean;
  /** False: this server sends no mail, so that no address can be confirmed. */
  hasMail: boolean;
}

/** What one is called and where mail goes; everybody's own, whatever the role (R2, R46). */
export function PersonFacts({ account, role }: { account: OwnAccount; role: string }) {
  const t = useTranslations('settings');
  const { name, email, isConfirmed, hasMail } = account;
  return (
    <CanManage value>
      <dl className="grid gap-4 text-sm sm:grid-cols-3">
        <div>
          <dt className="text-muted">{t('name')}</dt>
          <dd className="font-medium">{name || '–'}</dd>
        </div>
        <div>
          <dt className="text-muted">{t('email')}</dt>
          <dd className="font-medium break-all">
            {email} {hasMail && isConfirmed ? <Badge tone="good">{t('confirmed')}</Badge> : null}
          </dd>
        </div>
        <div>
          <dt className="text-muted">{t('role')}</dt>
          <dd className="font-medium">{role}</dd>
        </div>
      </dl>
      {hasMail && !isConfirmed ? <Unconfirmed email={email} /> : null}
      <div className="mt-4 flex flex-wrap gap-2">
        <ChangeName name={name} />
        {hasMail ? <ChangeAddress /> : null}
      </div>
      {hasMail ? null : <p className="mt-2 text-sm text-muted">{t('addressFixed')}</p>}
    </CanManage>
  );
}

function Unconfirmed({ email }: { email: string }) {
  const t = useTranslations('settings');
  const { run, pending } = useRun();
  return (
    <Notice
      tone="warn"
      className="mt-4"
      title={t('unconfirmed')}
      action={
        <Button
          variant="secondary"
          size="sm"
          disabled={pending}
          onClick={() => run(() => confirmAgainAction(), { done: t('confirmSent', { email }) })}
        >
          {t('confirmAgain')}
        </Button>
      }
    >
      {t('unconfirmedText')}
    </Notice>
  );
}

function ChangeName({ name }: { name: string }) {
  const t = useTranslations('settings');
  return (
    <FormDialog
      trigger={t('changeName')}
      triggerVariant="secondary"
      title={t('changeName')}
      fields={[{ name: 'name', label: t('name'), required: true }]}
      initial={{ name }}
      contract={changeNameInput}
      toInput={(values) => values}
      done={t('nameChanged')}
      action={(input) => changeNameAction(input)}
    />
  );
}

function ChangeAddress() {
  const t = useTranslations('settings');
  return (
    <FormDialog
      trigger={t('changeAddress')}
      triggerVariant="secondary"
      title={t('changeAddress')}
      description={t('changeAddressText')}
      fields={[
        { name: 'email', label: t('newAddress'), kind: 'email', required: true },
        { name: 'current_password', label: t('currentPassword'), kind: 'password', required: true },
      ]}
      initial={{ email: '', current_password: '' }}
      contract={changeAddressInput}
      toInput={(values) => values}
      submitLabel={t('sendLink')}
      done={t('addressSent')}
      action={(input) => changeAddressAction(input)}
    />
  );
}
