'use client';
import { useTranslations } from 'next-intl';
import { useCanManage } from '@/components/ui/can-manage';
import { Card } from '@/components/ui/card';
import { FormError } from '@/components/ui/form-error';
import { FigureField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { setNoticeLimitsAction } from '@/lib/actions/notices';
import { type NoticeLimits as Limits, setNoticeLimitsInput } from '@/lib/contracts/notices';
import { type Figure, figureOf, numberOf } from '@/lib/i18n/figures';

const whole = (figure: Figure) => numberOf(figure) ?? Number.NaN;

/** From when on the company's people are told of what has a measure. */
export function NoticeLimits({ companyId, limits }: { companyId: string; limits: Limits }) {
  const t = useTranslations('notices.limits');
  const common = useTranslations('common');
  const allowed = useCanManage();
  const { control, props, run, pending, error } = useContractForm({
    contract: setNoticeLimitsInput,
    initial: {
      unmapped_percent: figureOf(String(limits.unmapped_percent)),
      price_percent: figureOf(String(limits.price_percent)),
      count_days: figureOf(String(limits.count_days)),
    },
    toInput: (typed) => ({
      company_id: companyId,
      unmapped_percent: whole(typed.unmapped_percent),
      price_percent: whole(typed.price_percent),
      count_days: whole(typed.count_days),
    }),
    say: (_, field) => t(`problems.${field as 'count_days'}`),
  });
  return (
    <Card title={t('title')} description={t('text')}>
      <form
        {...props((input) => run(() => setNoticeLimitsAction(input), { done: common('saved') }))}
        className="grid gap-4"
      >
        <div className="grid gap-4 sm:grid-cols-3">
          <FigureField control={control} name="unmapped_percent" label={t('unmapped')} readOnly={!allowed} />
          <FigureField control={control} name="price_percent" label={t('price')} readOnly={!allowed} />
          <FigureField control={control} name="count_days" label={t('count')} readOnly={!allowed} />
        </div>
        <FormError text={error} />
        {allowed ? (
          <div>
            <SubmitButton pending={pending}>{common('save')}</SubmitButton>
          </div>
        ) : null}
      </form>
    </Card>
  );
}
