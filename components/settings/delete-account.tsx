'use client';
import { useTranslations } from 'next-intl';
import { CanManage } from '@/components/ui/can-manage';
import { Card } from '@/components/ui/card';
import { FormDialog } from '@/components/ui/form-dialog';
import { deleteAccountAction } from '@/lib/actions/privacy';
import { deleteAccountInput } from '@/lib/contracts/privacy';

/** Ends one's own account; everybody's own, whatever the role (R51). */
export function DeleteAccount() {
  const t = useTranslations('privacy.person');
  return (
    <CanManage value>
      <Card
        title={t('title')}
        description={t('text')}
        actions={
          <FormDialog
            trigger={t('delete')}
            triggerVariant="secondary"
            triggerSize="sm"
            title={t('deleteTitle')}
            description={t('deleteText')}
            fields={[{ name: 'current_password', label: t('password'), kind: 'password', required: true }]}
            initial={{ current_password: '' }}
            contract={deleteAccountInput}
            toInput={(values) => values}
            submitLabel={t('delete')}
            done={t('deleted')}
            after={() => window.location.assign('/sign-in')}
            action={(input) => deleteAccountAction(input)}
          />
        }
      />
    </CanManage>
  );
}
