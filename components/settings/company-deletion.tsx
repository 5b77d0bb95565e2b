'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { FormDialog } from '@/components/ui/form-dialog';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { useRun } from '@/components/ui/use-run';
import { askCompanyDeletionAction, withdrawCompanyDeletionAction } from '@/lib/actions/privacy';
import { askCompanyDeletionInput, type CompanyDeletion as Deletion } from '@/lib/contracts/privacy';

/** The company can be deleted, seven days after an owner asked (R51). */
export function CompanyDeletion({
  companyId,
  companyName,
  deletion,
  isOwner,
}: {
  companyId: string;
  companyName: string;
  deletion: Deletion;
  isOwner: boolean;
}) {
  const t = useTranslations('privacy.company');
  const { run, pending } = useRun();
  if (deletion.due_at !== null) {
    return (
      <Card id="deletion" title={t('title')}>
        <Notice
          tone="bad"
          title={
            <>
              {t('due', { company: companyName })} <Moment iso={deletion.due_at} />
            </>
          }
          action={
            isOwner && (
              <Button
                variant="secondary"
                size="sm"
                disabled={pending}
                onClick={() =>
                  run(() => withdrawCompanyDeletionAction({ company_id: companyId }), {
                    done: t('withdrawn'),
                  })
                }
              >
                {t('withdraw')}
              </Button>
            )
          }
        >
          {t('dueText')}
        </Notice>
      </Card>
    );
  }
  return (
    <Card
      id="deletion"
      title={t('title')}
      description={t('text')}
      actions={
        <FormDialog
          trigger={t('ask')}
          triggerVariant="secondary"
          triggerSize="sm"
          title={t('askTitle', { company: companyName })}
          description={t('askText')}
          fields={[
            { name: 'name', label: t('name', { company: companyName }), required: true },
            { name: 'current_password', label: t('password'), kind: 'password', required: true },
          ]}
          initial={{ name: '', current_password: '' }}
          contract={askCompanyDeletionInput}
          toInput={(values) => ({ ...values, company_id: companyId })}
          submitLabel={t('ask')}
          done={t('asked')}
          action={(input) => askCompanyDeletionAction(input)}
        />
      }
    />
  );
}
