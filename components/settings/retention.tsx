'use client';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { FormError } from '@/components/ui/form-error';
import { FigureField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { setRetentionAction } from '@/lib/actions/privacy';
import { type Retention, setRetentionInput } from '@/lib/contracts/privacy';
import { RETENTION, type RetentionKind } from '@/lib/core/retention';
import { type Figure, figureOf, numberOf } from '@/lib/i18n/figures';

const KINDS = Object.keys(RETENTION) as RetentionKind[];
const whole = (figure: Figure) => numberOf(figure) ?? Number.NaN;

/** For how many days what the company may choose is kept; owners change it. */
export function RetentionForm({
  companyId,
  retention,
  isOwner,
}: {
  companyId: string;
  retention: Retention;
  isOwner: boolean;
}) {
  const t = useTranslations('privacy.retention');
  const common = useTranslations('common');
  const { control, props, run, pending, error } = useContractForm({
    contract: setRetentionInput,
    initial: {
      answers_days: figureOf(String(retention.answers_days)),
      sources_days: figureOf(String(retention.sources_days)),
      mails_days: figureOf(String(retention.mails_days)),
      notices_days: figureOf(String(retention.notices_days)),
    },
    toInput: (typed) => ({
      company_id: companyId,
      answers_days: whole(typed.answers_days),
      sources_days: whole(typed.sources_days),
      mails_days: whole(typed.mails_days),
      notices_days: whole(typed.notices_days),
    }),
    say: (_, field) => {
      const { min, max } = RETENTION[String(field).replace('_days', '') as RetentionKind];
      return t('problem', { min, max });
    },
  });
  return (
    <Card title={t('title')} description={t('text')}>
      <form
        {...props((input) => run(() => setRetentionAction(input), { done: common('saved') }))}
        className="grid gap-4"
      >
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {KINDS.map((kind) => (
            <FigureField
              key={kind}
              control={control}
              name={`${kind}_days`}
              label={t(`kinds.${kind}`)}
              hint={t(`hints.${kind}`)}
              readOnly={!isOwner}
            />
          ))}
        </div>
        <FormError text={error} />
        {isOwner ? (
          <div>
            <SubmitButton pending={pending}>{common('save')}</SubmitButton>
          </div>
        ) : null}
      </form>
    </Card>
  );
}
