'use client';
import { useTranslations } from 'next-intl';
import { useCanManage } from '@/components/ui/can-manage';
import { Card } from '@/components/ui/card';
import { Switch } from '@/components/ui/switch';
import { useRun } from '@/components/ui/use-run';
import { setNameHoldingAction } from '@/lib/actions/company';

/** Whether what is sold under a name that no mapping was made for waits for a person (R38). */
export function NameHolding({ companyId, holds }: { companyId: string; holds: boolean }) {
  const t = useTranslations('settings.names');
  const common = useTranslations('common');
  const allowed = useCanManage();
  const { run, pending } = useRun();
  return (
    <Card title={t('title')} description={t('text')}>
      <div className="flex items-center gap-3">
        <Switch
          id="name-holding"
          label={t('hold')}
          checked={holds}
          disabled={!allowed || pending}
          onChange={(holds_names) =>
            run(() => setNameHoldingAction({ company_id: companyId, holds_names }), { done: common('saved') })
          }
        />
        <label htmlFor="name-holding">{t('hold')}</label>
      </div>
    </Card>
  );
}
