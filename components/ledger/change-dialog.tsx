'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { type Control, useController, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { DateField, SwitchField } from '@/components/ui/form-fields';
import { Notice } from '@/components/ui/notice';
import { useContractForm } from '@/components/ui/use-contract-form';
import { useErrorText } from '@/components/ui/use-error-text';
import { applyChangeAction } from '@/lib/actions/change';
import { previewChangeInput } from '@/lib/contracts/changes';
import { dayBetween } from '@/lib/contracts/common';
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
  text,
  about,
  done,
  isDated = true,
  onClose,
  onApplied,
}: {
  companyId: string;
  /** Null = closed. A change with `effective_from` can be chosen to count from now on. */
  change: Change | null;
  /** False: it has a day, and yet cannot reach one that is past. */
  isDated?: boolean;
  /** The answer to this change for all days, where it was asked for already: it is not asked for again. */
  first?: FirstAnswer | undefined;
  today: string;
  title: string;
  /** What it means, where that is not said by the change itself. */
  text?: string | undefined;
  /** What is changed, where whoever opened it did not just type it. */
  about?: ReactNode;
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
      description={text ? `${text} ${t('text')}` : t('text')}
    >
      {change && about ? <div className="mb-5 rounded-lg bg-sunken px-3 py-2">{about}</div> : null}
      {change ? (
        <ChangeForm
          companyId={companyId}
          change={change}
          canChoose={isDated && hasDay(change)}
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

/** `past`: it counts for past days as well, from `from` or, where that is empty, all of them. */
type Choice = { past: boolean; from: string; postpone: boolean };
const choiceSchema = (today: string) =>
  previewChangeInput
    .pick({ if_locked: true })
    .extend({ effective_from: dayBetween(FIRST_DAY, today).nullable() });
const choiceOf = (
  { past, from, postpone }: Choice,
  today: string,
): z.input<ReturnType<typeof choiceSchema>> => ({
  effective_from: past ? from || null : today,
  if_locked: postpone ? 'first_open_day' : 'refuse',
});

const UNDATED = ['rerun', 'held_name', 'held_names'] as const;
type Dated = Exclude<Change, { kind: (typeof UNDATED)[number] }>;
const hasDay = (change: Change): change is Dated => !UNDATED.some((kind) => kind === change.kind);

function ChangeForm({
  companyId,
  change,
  canChoose,
  first,
  today,
  done,
  onClose,
  onApplied,
}: {
  companyId: string;
  change: Change;
  canChoose: boolean;
  first: FirstAnswer | undefined;
  today: string;
  done: string;
  onClose: () => void;
  onApplied: () => void;
}) {
  const t = useTranslations('changes');
  const errorText = useErrorText();
  const { control, props, run, applying, refused, choice, input } = useChoice(companyId, change, today);
  const { preview, error, pending } = usePreviewOf(input, first, refused);
  const isLocked = error === 'period_locked';
  // A run again with nothing to write is none; an answer about a name counts for days to come.
  const isReady = preview && !pending && (change.kind !== 'rerun' || preview.days_changed > 0);
  return (
    <form
      className="grid gap-5"
      {...props(() => {
        if (!input || !preview) return;
        run(() => applyChangeAction({ ...input, token: preview.token }), { done, after: onApplied });
      })}
    >
      {canChoose ? <FromWhen control={control} today={today} /> : null}
      {isLocked || choice.postpone ? (
        <Notice tone="warn" title={t('locked')}>
          <SwitchField
            control={control}
            name="postpone"
            label={t('bookLater')}
            className="mt-2 flex items-center gap-3 text-ink"
            beside={t('bookLater')}
          />
        </Notice>
      ) : null}
      {error && !isLocked ? <Notice tone="bad" role="alert" title={errorText(error)} /> : null}
      {refused ? <Notice tone="warn" role="alert" title={refused} /> : null}
      <div aria-live="polite" aria-busy={pending} className={pending ? 'opacity-60' : undefined}>
        {input && preview ? (
          <PreviewTables preview={preview} moves={change.kind === 'location_version'} />
        ) : pending ? (
          <p className="text-muted">{t('reading')}</p>
        ) : null}
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="secondary" onClick={onClose}>
          {t('cancel')}
        </Button>
        {/* A day that cannot be taken is said when the button is pressed. */}
        <Button type="submit" pending={applying} disabled={input !== null && !isReady}>
          {t('apply')}
        </Button>
      </div>
    </form>
  );
}

/** The form of the choice, and what it asks: null while a day cannot be taken. */
function useChoice(companyId: string, change: Change, today: string) {
  const contract = choiceSchema(today);
  const { control, props, run, pending, error } = useContractForm({
    contract,
    initial: { past: true, from: '', postpone: false },
    toInput: (choice: Choice) => choiceOf(choice, today),
    fieldOf: ([name]) => (name === 'effective_from' ? 'from' : String(name)),
  });
  const choice = useWatch({ control, compute: (values) => values });
  const { data: asked } = contract.safeParse(choiceOf(choice, today));
  const dated = asked && hasDay(change) ? { ...change, effective_from: asked.effective_from } : change;
  const input: PreviewInput | null = asked
    ? { company_id: companyId, change: dated, if_locked: asked.if_locked }
    : null;
  return { control, props, run, applying: pending, refused: error, choice, input };
}

/**
 * The preview of what is asked now: the first answer for the change as it was, and a new one for another
 * choice, or when applying was refused, so that what is true then is looked at. Null asks nothing.
 */
function usePreviewOf(input: PreviewInput | null, first: FirstAnswer | undefined, refused: string | null) {
  const { preview, error, pending, ask } = usePreview(first);
  const key = input && JSON.stringify(input);
  const answered = useRef(first && key);
  useEffect(() => {
    if (key === null || answered.current === key) return;
    answered.current = key;
    ask(JSON.parse(key) as PreviewInput);
  }, [ask, key]);
  useEffect(() => {
    if (refused && answered.current) ask(JSON.parse(answered.current) as PreviewInput);
  }, [ask, refused]);
  return { preview, error, pending };
}

/** From when on a change counts: from today, or also for past days, from a first one or all. */
function FromWhen({ control, today }: { control: Control<Choice>; today: string }) {
  const t = useTranslations('changes');
  const { field } = useController({ control, name: 'past' });
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 text-sm font-medium">{t('when')}</legend>
      {[false, true].map((value) => (
        <label key={String(value)} className="flex items-start gap-3">
          <input
            type="radio"
            name={field.name}
            className="mt-1 size-4 shrink-0 accent-brand"
            checked={field.value === value}
            onChange={() => field.onChange(value)}
          />
          <span>
            <span className="block">{t(value ? 'past' : 'fromNow')}</span>
            <span className="block text-sm text-muted">{t(value ? 'pastHint' : 'fromNowHint')}</span>
          </span>
        </label>
      ))}
      {field.value ? (
        <div className="ml-7 max-w-56">
          <DateField
            control={control}
            name="from"
            last={today}
            label={t('firstDay')}
            hint={t('firstDayHint')}
          />
        </div>
      ) : null}
    </fieldset>
  );
}
