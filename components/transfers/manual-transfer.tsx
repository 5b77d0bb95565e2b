'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Day } from '@/components/ui/business-day';
import { Button, buttonClass } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { ErrorBanner } from '@/components/ui/error-banner';
import { FormError } from '@/components/ui/form-error';
import { DateField, SwitchField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { runTransferAction } from '@/lib/actions/transfer';
import { runTransferInput, type StorageUnitChoice, type TransferResult } from '@/lib/contracts/transfers';
import { ConservationBar } from './conservation-bar';
import { useUnitQuestion } from './use-unit-question';

type IfLocked = 'first_open_day';

/** Transfers one day now. Without a day, or with one there is not, the answer says so (R27). */
export function ManualTransfer({
  locationId,
  currency,
  date,
}: {
  locationId: string;
  currency: string | null;
  date?: string | undefined;
}) {
  const t = useTranslations('lightspeed.manual');
  const { form, control, props, run, pending, error } = useContractForm({
    contract: runTransferInput,
    initial: { date: date ?? '', force_refresh: true },
    toInput: (values) => ({ id: locationId, ...values }),
  });
  const unit = useUnitQuestion(locationId);
  const [result, setResult] = useState<TransferResult | null>(null);
  if (!useCanManage()) return null;
  const start = (day: string, ifLocked?: IfLocked) => {
    const transfer = (choice: StorageUnitChoice) => {
      setResult(null);
      const input = {
        id: locationId,
        date: day || undefined,
        force_refresh: form.getValues('force_refresh'),
        if_locked: ifLocked,
        storage_unit: choice,
      };
      run(() => runTransferAction(input), { after: (data) => setResult(data ?? null) });
    };
    // Without a day there is nothing to ask: the answer names what is missing.
    return day === '' ? transfer('present') : unit.ask({ from: day, to: day }, transfer);
  };
  return (
    <div className="grid min-w-0 grid-cols-1 gap-5">
      {unit.dialog}
      <form {...props(() => start(form.getValues('date')))} className="flex flex-wrap items-end gap-4">
        <DateField control={control} name="date" label={t('date')} />
        <SwitchField
          control={control}
          name="force_refresh"
          label={t('fresh')}
          beside={<span className="text-sm">{t('fresh')}</span>}
          className="flex h-10 items-center gap-2"
        />
        <SubmitButton pending={pending}>{t(pending ? 'running' : 'run')}</SubmitButton>
      </form>
      <FormError text={error ?? unit.failed} />
      {result ? (
        <TransferOutcome
          result={result}
          currency={currency}
          pending={pending}
          onLater={() => start(result.date, 'first_open_day')}
        />
      ) : null}
    </div>
  );
}

/** What came of it, with the way to the log and the entries. */
function TransferOutcome({
  result,
  currency,
  pending,
  onLater,
}: {
  result: TransferResult;
  currency: string | null;
  pending: boolean;
  onLater: () => void;
}) {
  const t = useTranslations('lightspeed.manual');
  const stock = useTranslations('stock');
  return (
    <section aria-label={t('result')} className="grid min-w-0 grid-cols-1 gap-4 border-t border-line pt-5">
      <div role="status" className="flex flex-wrap items-center gap-3">
        <Day date={result.date} />
        <Badge tone={result.success ? 'good' : 'bad'}>{t(result.success ? 'success' : 'failed')}</Badge>
        {result.no_data ? <Badge>{t('noData')}</Badge> : null}
        {/* Without an answer nothing is known of whether it would have been complete. */}
        {result.success && !result.is_complete ? <Badge tone="warn">{t('incomplete')}</Badge> : null}
        <span className="text-sm text-muted">
          {result.success
            ? t('ledgerIds', { count: result.ledger_ids.length })
            : t.rich('failedKept', {
                count: result.ledger_ids.length,
                day: () => <Day date={result.date} />,
              })}
        </span>
      </div>
      {result.error ? (
        <ErrorBanner
          code={result.error.code}
          action={
            result.error.code === 'period_locked' ? (
              <Button variant="secondary" pending={pending} onClick={onLater}>
                {stock('bookLater')}
              </Button>
            ) : null
          }
        />
      ) : null}
      {result.stats ? <ConservationBar stats={result.stats} currency={currency} /> : null}
      <div className="flex flex-wrap gap-2">
        <Link
          className={buttonClass({ variant: 'secondary' })}
          href={`/integrations/lightspeed/transfers/${result.log_id}`}
        >
          {t('details')}
        </Link>
        <Link
          className={buttonClass({ variant: 'secondary' })}
          href={`/inventory/ledger?transfer=${result.log_id}`}
        >
          {t('ledger')}
        </Link>
      </div>
    </section>
  );
}
