'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useCanManage } from '@/components/ui/can-manage';
import { Card } from '@/components/ui/card';
import { Field, faulty } from '@/components/ui/field';
import { FigureInput } from '@/components/ui/figure-input';
import { SubmitButton } from '@/components/ui/submit-button';
import { useRun } from '@/components/ui/use-run';
import { setCountReviewAction } from '@/lib/actions/company';
import { setCountReviewInput } from '@/lib/contracts/people';
import { figureOf } from '@/lib/i18n/figures';

const ID = 'count-review';

/** From which difference on a counted line is asked about before it is booked. */
export function CountReviewSetting({ companyId, percent }: { companyId: string; percent: number }) {
  const t = useTranslations();
  const allowed = useCanManage();
  const [figure, setFigure] = useState(figureOf(String(percent)));
  const [isTried, setIsTried] = useState(false);
  const { run, pending, error } = useRun({ inPlace: true });
  const input = setCountReviewInput.safeParse({
    company_id: companyId,
    percent: figure.value === '' ? Number.NaN : Number(figure.value),
  });
  const problem = isTried && !input.success ? t('settings.countReviewProblem') : undefined;
  return (
    <Card title={t('settings.countReview')} description={t('settings.countReviewText')}>
      <form
        className="grid max-w-lg gap-3"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setIsTried(true);
          if (!input.success) return document.getElementById(ID)?.focus();
          run(() => setCountReviewAction(input.data), { done: t('common.saved') });
        }}
      >
        <div className="w-44">
          <Field id={ID} label={t('settings.countReviewPercent')} problem={problem ?? error ?? undefined}>
            <FigureInput
              id={ID}
              {...faulty(ID, problem)}
              readOnly={!allowed}
              figure={figure}
              onFigure={setFigure}
            />
          </Field>
        </div>
        {allowed ? (
          <div>
            <SubmitButton pending={pending}>{t('common.save')}</SubmitButton>
          </div>
        ) : null}
      </form>
    </Card>
  );
}
