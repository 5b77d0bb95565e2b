'use client';
import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Card } from '@/components/ui/card';
import { Switch } from '@/components/ui/switch';
import { useRun } from '@/components/ui/use-run';
import { setSecondFactorRuleAction } from '@/lib/actions/second-factor';
import type { secondFactorRuleSchema } from '@/lib/contracts/second-factor';

/** Whether nobody enters the company without a second factor (R48). */
export function SecondFactorRule({
  companyId,
  rule,
}: {
  companyId: string;
  rule: z.infer<typeof secondFactorRuleSchema>;
}) {
  const t = useTranslations('settings.secondFactorRule');
  const common = useTranslations('common');
  const { run, pending } = useRun();
  return (
    <Card title={t('title')} description={t('text')}>
      <div className="flex items-center gap-3">
        <Switch
          id="second-factor-rule"
          label={t('require')}
          checked={rule.required}
          disabled={pending}
          onChange={(required) =>
            run(() => setSecondFactorRuleAction({ company_id: companyId, required }), {
              done: common('saved'),
            })
          }
        />
        <label htmlFor="second-factor-rule">{t('require')}</label>
      </div>
      <p className="mt-2 text-sm text-muted">{t('without', { count: rule.members_without })}</p>
    </Card>
  );
}
