'use client';
import { useTranslations } from 'next-intl';
import { FormDialog } from '@/components/ui/form-dialog';
import { renameIntegrationAction } from '@/lib/actions/integration';
import { renameIntegrationInput } from '@/lib/contracts/lightspeed';

export function RenameIntegration({ id, name }: { id: string; name: string }) {
  const t = useTranslations('lightspeed');
  return (
    <FormDialog
      trigger={t('rename')}
      triggerVariant="secondary"
      title={t('rename')}
      fields={[{ name: 'name', label: t('name'), required: true }]}
      initial={{ name }}
      contract={renameIntegrationInput}
      toInput={(values) => ({ id, ...values })}
      action={(input) => renameIntegrationAction(input)}
    />
  );
}
