'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Switch } from '@/components/ui/switch';
import { useRun } from '@/components/ui/use-run';
import { applyChangeAction } from '@/lib/actions/change';
import { FIRST_DAY } from '@/lib/core/business-day';
import { PreviewTables } from './preview-tables';
import { type PreviewInput, usePreview } from './use-preview';

type Change = PreviewInput['change'];

/**
 * What a change would do to the books, before it is made: from now on, or also for past days from a chosen
 * one. Applying writes what is shown; when something moved meanwhile the new preview is shown instead.
 */
export function ChangeDialog({
  companyId,
  change,
  today,
  title,
  done,
  onClose,
  onApplied,
}: {
  companyId: string;
  /** Null = closed. A change with `effective_from` can be chosen to count from now on. */
  change: Change | null;
  today: string;
  title: string;
  done: string;
  onClose: () => void;
  onApplied: () => void;
}) {
  const t = useTranslations('changes');
  return (
    <Dialog
      open={change !== null}
      onOpenChange={(open) => open || onClose()}
      title={title}
      description={t('text')}
    >
      {change ? (
        <ChangeForm
          companyId={companyId}
          change={change}
          today={today}
          done={done}
          onClose={onClose}
          onApplied={onApplied}
        />
      ) : null}
    </Dialog>
  );
}

function ChangeForm({
  companyId,
  change,
  today,
  done,
  onClose,
  onApplied,
}: {
  companyId: string;
  change: Change;
  today: string;
  done: string;
  onClose: () => void;
  onApplied: () => void;
}) {
  const t = useTranslations('changes');
  const errors = useTranslations('errors');
  const id = useId();
  const [past, setPast] = useState(true);
  const [from, setFrom] = useState('');
  const [postpone, setPostpone] = useState(false);
  const { preview, error, pending, ask } = usePreview();
  const { run, pending: applying, error: refused } = useRun({ inPlace: true });
  const canChoose = change.kind !== 'rerun';
  const dated: Change = canChoose ? { ...change, effective_from: past ? from || null : today } : change;
  const input: PreviewInput = {
    company_id: companyId,
    change: dated,
    if_locked: postpone ? 'first_open_day' : 'refuse',
  };
  const key = JSON.stringify(input);
  useEffect(() => {
    ask(JSON.parse(key) as PreviewInput);
  }, [ask, key]);
  // After a refusal what is true now is shown, to be looked at and applied.
  useEffect(() => {
    if (refused) ask(JSON.parse(key) as PreviewInput);
  }, [ask, key, refused]);
  const isLocked = error === 'period_locked';
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!preview) return;
        run(() => applyChangeAction({ ...input, token: preview.token }), { done, after: onApplied });
      }}
    >
      {canChoose ? (
        <fieldset className="grid gap-3">
          <legend className="mb-2 text-sm font-medium">{t('when')}</legend>
          {[false, true].map((value) => (
            <label key={String(value)} className="flex items-start gap-3">
              <input
                type="radio"
                name={`${id}-when`}
                className="mt-1 size-4 shrink-0 accent-brand"
                checked={past === value}
                onChange={() => setPast(value)}
              />
              <span>
                <span className="block">{t(value ? 'past' : 'fromNow')}</span>
                <span className="block text-sm text-muted">{t(value ? 'pastHint' : 'fromNowHint')}</span>
              </span>
            </label>
          ))}
          {past ? (
            <div className="ml-7 max-w-56">
              <Field id={`${id}-from`} label={t('firstDay')} hint={t('firstDayHint')}>
                <Input
                  id={`${id}-from`}
                  type="date"
                  min={FIRST_DAY}
                  max={today}
                  value={from}
                  aria-describedby={`${id}-from-hint`}
                  onChange={(event) => setFrom(event.target.value)}
                />
              </Field>
            </div>
          ) : null}
        </fieldset>
      ) : null}
      {isLocked || postpone ? (
        <Notice tone="warn" title={t('locked')}>
          <span className="mt-2 flex items-center gap-3">
            <Switch id={`${id}-locked`} checked={postpone} onChange={setPostpone} />
            <label htmlFor={`${id}-locked`} className="text-ink">
              {t('bookLater')}
            </label>
          </span>
        </Notice>
      ) : null}
      {error && !isLocked ? (
        <Notice
          tone="bad"
          role="alert"
          title={errors.has(error as never) ? errors(error as never) : errors('internal_error')}
        />
      ) : null}
      {refused ? <Notice tone="warn" role="alert" title={refused} /> : null}
      <div aria-live="polite" aria-busy={pending} className={pending ? 'opacity-60' : undefined}>
        {preview ? (
          <PreviewTables preview={preview} />
        ) : pending ? (
          <p className="text-muted">{t('reading')}</p>
        ) : null}
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="secondary" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          type="submit"
          pending={applying}
          disabled={!preview || pending || (!canChoose && preview.days_changed === 0)}
        >
          {t('apply')}
        </Button>
      </div>
    </form>
  );
}
