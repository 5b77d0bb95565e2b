'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Day } from '@/components/ui/business-day';
import { Button, buttonClass } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { ErrorBanner } from '@/components/ui/error-banner';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { Switch } from '@/components/ui/switch';
import { useRun } from '@/components/ui/use-run';
import { runTransferAction } from '@/lib/actions/transfer';
import type { StorageUnitChoice, TransferResult } from '@/lib/contracts/transfers';
import { FIRST_DAY } from '@/lib/core/business-day';
import { ConservationBar } from './conservation-bar';
import { useUnitQuestion } from './use-unit-question';

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
  const stock = useTranslations('stock');
  const id = useId();
  const { run, pending, error } = useRun({ inPlace: true });
  const [fresh, setFresh] = useState(true);
  const unit = useUnitQuestion(locationId);
  const [result, setResult] = useState<TransferResult | null>(null);
  if (!useCanManage()) return null;
  const transfer = (day: string, choice: StorageUnitChoice, ifLocked?: 'first_open_day') => {
    setResult(null);
    run(
      () =>
        runTransferAction({
          id: locationId,
          date: day || undefined,
          force_refresh: fresh,
          if_locked: ifLocked,
          storage_unit: choice,
        }),
      { after: (data) => setResult(data ?? null) },
    );
  };
  const start = (day: string, ifLocked?: 'first_open_day') => {
    const go = (choice: StorageUnitChoice) => transfer(day, choice, ifLocked);
    // Without a day there is nothing to ask: the answer names what is missing.
    return day === '' ? go('present') : unit.ask({ from: day, to: day }, go);
  };
  return (
    <div className="grid min-w-0 grid-cols-1 gap-5">
      {unit.dialog}
      <form
        noValidate
        className="flex flex-wrap items-end gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void start(String(new FormData(event.currentTarget).get('date') ?? ''));
        }}
      >
        <Field id={`${id}-date`} label={t('date')}>
          <Input id={`${id}-date`} name="date" type="date" min={FIRST_DAY} defaultValue={date} />
        </Field>
        <div className="flex h-10 items-center gap-2">
          <Switch id={`${id}-fresh`} checked={fresh} onChange={setFresh} />
          <label htmlFor={`${id}-fresh`} className="text-sm">
            {t('fresh')}
          </label>
        </div>
        <SubmitButton pending={pending}>{t(pending ? 'running' : 'run')}</SubmitButton>
      </form>
      {(error ?? unit.failed) ? (
        <p role="alert" className="rounded-lg bg-bad-soft p-3 text-sm text-bad">
          {error ?? unit.failed}
        </p>
      ) : null}
      {result ? (
        <section
          aria-label={t('result')}
          className="grid min-w-0 grid-cols-1 gap-4 border-t border-line pt-5"
        >
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
                  <Button
                    variant="secondary"
                    pending={pending}
                    onClick={() => start(result.date, 'first_open_day')}
                  >
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
      ) : null}
    </div>
  );
}
