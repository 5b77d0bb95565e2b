'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Switch } from '@/components/ui/switch';
import { useErrorText } from '@/components/ui/use-error-text';
import { useRun } from '@/components/ui/use-run';
import { applyChangeAction } from '@/lib/actions/change';
import { FIRST_DAY } from '@/lib/core/business-day';
import { PreviewTables } from './preview-tables';
import { type FirstAnswer, type PreviewInput, usePreview } from './use-preview';

type Change = PreviewInput['change'];

/**
 * What a change would do to the ledger, before it is made: from now on, or also for past days from a chosen
 * one. Applying writes what is shown; when something moved meanwhile the new preview is shown instead.
 */
export function ChangeDialog({
  companyId,
  change,
  first,
  today,
  title,
  done,
  onClose,
  onApplied,
}: {
  companyId: string;
  /** Null = closed. A change with `effective_from` can be chosen to count from now on. */
  change: Change | null;
  /** The answer to this change for all days, where it was asked for already: it is not asked for again. */
  first?: FirstAnswer | undefined;
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
          first={first}
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
  first,
  today,
  done,
  onClose,
  onApplied,
}: {
  companyId: string;
  change: Change;
  first: FirstAnswer | undefined;
  today: string;
  done: string;
  onClose: () => void;
  onApplied: () => void;
}) {
  const t = useTranslations('changes');
  const errorText = useErrorText();
  const id = useId();
  const [past, setPast] = useState(true);
  const [from, setFrom] = useState('');
  const [postpone, setPostpone] = useState(false);
  const { run, pending: applying, error: refused } = useRun({ inPlace: true });
  const canChoose = change.kind !== 'rerun';
  const dated: Change = canChoose ? { ...change, effective_from: past ? from || null : today } : change;
  const input: PreviewInput = {
    company_id: companyId,
    change: dated,
    if_locked: postpone ? 'first_open_day' : 'refuse',
  };
  const { preview, error, pending } = usePreviewOf(input, first, refused);
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
        <FromWhen past={past} from={from} today={today} onPast={setPast} onFrom={setFrom} />
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
      {error && !isLocked ? <Notice tone="bad" role="alert" title={errorText(error)} /> : null}
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

/**
 * The preview of what is asked now: the first answer for the change as it was, and a new one for another
 * choice, or when applying was refused, so that what is true then is looked at.
 */
function usePreviewOf(input: PreviewInput, first: FirstAnswer | undefined, refused: string | null) {
  const { preview, error, pending, ask } = usePreview(first);
  const key = JSON.stringify(input);
  const answered = useRef(first && key);
  useEffect(() => {
    if (answered.current === key) return;
    answered.current = key;
    ask(JSON.parse(key) as PreviewInput);
  }, [ask, key]);
  useEffect(() => {
    if (refused && answered.current) ask(JSON.parse(answered.current) as PreviewInput);
  }, [ask, refused]);
  return { preview, error, pending };
}

/** From when on a change counts: from today, or also for past days, from a first one or all. */
function FromWhen({
  past,
  from,
  today,
  onPast,
  onFrom,
}: {
  past: boolean;
  /** Empty: all days. */
  from: string;
  today: string;
  onPast: (past: boolean) => void;
  onFrom: (from: string) => void;
}) {
  const t = useTranslations('changes');
  const id = useId();
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 text-sm font-medium">{t('when')}</legend>
      {[false, true].map((value) => (
        <label key={String(value)} className="flex items-start gap-3">
          <input
            type="radio"
            name={`${id}-when`}
            className="mt-1 size-4 shrink-0 accent-brand"
            checked={past === value}
            onChange={() => onPast(value)}
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
              onChange={(event) => onFrom(event.target.value)}
            />
          </Field>
        </div>
      ) : null}
    </fieldset>
  );
}
