'use client';
import { useTranslations } from 'next-intl';
import { useCanManage } from '@/components/ui/can-manage';
import { Card } from '@/components/ui/card';
import { FormError } from '@/components/ui/form-error';
import { TextAreaField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { setWasteReasonsAction } from '@/lib/actions/company';
import { setWasteReasonsInput } from '@/lib/contracts/people';

/** One reason a line (R16). */
export function WasteReasons({ companyId, reasons }: { companyId: string; reasons: readonly string[] }) {
  const t = useTranslations();
  const allowed = useCanManage();
  const { control, props, run, pending, error } = useContractForm({
    contract: setWasteReasonsInput,
    initial: { reasons: reasons.join('\n') },
    toInput: ({ reasons: text }) => ({
      company_id: companyId,
      reasons: text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    }),
    fieldOf: ([name]) => String(name),
  });
  return (
    <Card title={t('settings.waste')} description={t('settings.wasteText')}>
      <form
        {...props((input) => run(() => setWasteReasonsAction(input), { done: t('common.saved') }))}
        className="grid max-w-lg gap-3"
      >
        <TextAreaField
          control={control}
          name="reasons"
          label={t('settings.wasteReasons')}
          rows={4}
          readOnly={!allowed}
        />
        <FormError text={error} />
        {allowed ? (
          <div>
            <SubmitButton variant="secondary" pending={pending}>
              {t('common.save')}
            </SubmitButton>
          </div>
        ) : null}
      </form>
    </Card>
  );
}
