'use client';
import { useTranslations } from 'next-intl';
import { useCanManage } from '@/components/ui/can-manage';
import { Card } from '@/components/ui/card';
import { FormError } from '@/components/ui/form-error';
import { FigureField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { setCountReviewAction } from '@/lib/actions/company';
import { setCountReviewInput } from '@/lib/contracts/people';
import { figureOf, numberOf } from '@/lib/i18n/figures';

/** From which difference on a counted line is asked about before it is entered. */
export function CountReviewSetting({ companyId, percent }: { companyId: string; percent: number }) {
  const t = useTranslations();
  const allowed = useCanManage();
  const { control, props, run, pending, error } = useContractForm({
    contract: setCountReviewInput,
    initial: { percent: figureOf(String(percent)) },
    toInput: ({ percent }) => ({ company_id: companyId, percent: numberOf(percent) ?? Number.NaN }),
    say: () => t('settings.countReviewProblem'),
  });
  return (
    <Card title={t('settings.countReview')} description={t('settings.countReviewText')}>
      <form
        {...props((input) => run(() => setCountReviewAction(input), { done: t('common.saved') }))}
        className="grid max-w-lg gap-3"
      >
        <div className="w-64 max-w-full">
          <FigureField
            control={control}
            name="percent"
            label={t('settings.countReviewPercent')}
            readOnly={!allowed}
          />
        </div>
        <FormError text={error} />
        {allowed ? (
          <div>
            <SubmitButton pending={pending}>{t('common.save')}</SubmitButton>
          </div>
        ) : null}
      </form>
    </Card>
  );
}
