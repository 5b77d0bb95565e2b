'use client';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ErrorBanner } from '@/components/ui/error-banner';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { TextLink } from '@/components/ui/text-link';
import { FIRST_DAY } from '@/lib/core/business-day';
import type { ImportKind } from '@/lib/core/imports/kinds';
import type { Refusal } from '@/lib/core/imports/table';
import { DropZone } from './drop-zone';
import { FileLinks } from './file-links';
import { PreviewTable } from './preview-table';
import { ReadingChoices, useFieldName } from './reading-choices';
import { type ImportState, useImport } from './use-import';

/** Where what was brought in is looked at. */
const PLACES: Record<ImportKind, string> = {
  ingredients: '/inventory/ingredients',
  recipes: '/inventory/recipes',
  storage_units: '/inventory/storage-units',
  opening_stock: '/inventory/stock',
  mappings: '/integrations/lightspeed/items',
};

/** A file of one kind: taken, shown with what each row would do, applied. */
export function ImportDesk({
  companyId,
  kind,
  storageUnits,
  today,
}: {
  companyId: string;
  kind: ImportKind;
  storageUnits: readonly { id: string; name: string }[];
  today: string;
}) {
  const t = useTranslations('imports');
  const state = useImport(companyId, kind);
  const { source, preview, result, pending } = state;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-2xl text-pretty text-muted">{t(`kindTexts.${kind}`)}</p>
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          <FileLinks companyId={companyId} kind={kind} of="template" />
          <FileLinks companyId={companyId} kind={kind} of="there" />
        </div>
      </div>
      {kind === 'opening_stock' && !result ? (
        <Defaults state={state} storageUnits={storageUnits} today={today} />
      ) : null}
      {source === null ? (
        <DropZone onSource={state.take} />
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="min-w-0 font-medium break-words">
            {source.name}
            {preview ? (
              <span className="ml-2 font-normal text-muted">
                {t('counts', { count: preview.rows.length })}
              </span>
            ) : null}
          </p>
          <Button variant="secondary" size="sm" onClick={state.reset}>
            {t('another')}
          </Button>
        </div>
      )}
      <div role="status" className="empty:hidden">
        {pending === 'preview' && !preview ? <p className="text-muted">{t('reading')}</p> : null}
        {result ? <Result kind={kind} counts={result.counts} /> : null}
      </div>
      <Refused state={state} />
      {preview && !result ? <Shown kind={kind} state={state} preview={preview} /> : null}
    </div>
  );
}

function Refused({ state: { error } }: { state: ImportState }) {
  const t = useTranslations('imports');
  if (!error) return null;
  if (error.code === 'preview_outdated') return <Notice tone="warn" role="alert" title={t('outdated')} />;
  const { reason, request_id, ...at } = (error.details ?? {}) as { reason?: Refusal; request_id?: string };
  return (
    <ErrorBanner code={error.code} reference={request_id}>
      {reason ? <p className="mt-1">{t(`refusals.${reason}`, at as never)}</p> : null}
    </ErrorBanner>
  );
}

function Shown({
  kind,
  state,
  preview,
}: {
  kind: ImportKind;
  state: ImportState;
  preview: NonNullable<ImportState['preview']>;
}) {
  const t = useTranslations('imports');
  const nameOf = useFieldName(kind);
  const id = useId();
  const [leaveOut, setLeaveOut] = useState(false);
  const { create, change, problem } = preview.counts;
  const writes = create + change;
  const isBlocked = problem > 0 && !leaveOut;
  return (
    <>
      <ReadingChoices kind={kind} preview={preview} said={state.choices} onSay={state.say} />
      {preview.missing_columns.length > 0 ? (
        <Notice
          tone="warn"
          role="alert"
          title={t('missingColumns', { fields: preview.missing_columns.map(nameOf).join(', ') })}
        />
      ) : (
        <>
          <PreviewTable kind={kind} preview={preview} />
          <Card>
            <div className="grid gap-4">
              {problem > 0 ? (
                <Notice
                  tone="warn"
                  title={t('problemsLeft', { count: problem })}
                  action={
                    writes > 0 ? (
                      <label htmlFor={id} className="flex items-center gap-3">
                        <Switch id={id} checked={leaveOut} onChange={setLeaveOut} />
                        {t('leaveOut')}
                      </label>
                    ) : undefined
                  }
                />
              ) : null}
              {writes === 0 && problem === 0 && preview.rows.length > 0 ? <p>{t('applyNone')}</p> : null}
              {kind === 'mappings' || kind === 'recipes' ? (
                <p className="text-sm text-muted">{t('laterDays')}</p>
              ) : null}
              <Button
                className="justify-self-start max-sm:w-full"
                pending={state.pending !== null}
                disabled={isBlocked || writes === 0}
                onClick={() => state.apply(leaveOut)}
              >
                {t(problem > 0 && leaveOut ? 'applyRest' : 'apply', { count: writes })}
              </Button>
            </div>
          </Card>
        </>
      )}
    </>
  );
}

function Result({
  kind,
  counts,
}: {
  kind: ImportKind;
  counts: Record<'create' | 'change' | 'nothing' | 'problem', number>;
}) {
  const t = useTranslations('imports');
  const { create: created, change: changed, nothing, problem } = counts;
  return (
    <Notice tone="good" title={t('done')} action={<TextLink href={PLACES[kind]}>{t('look')}</TextLink>}>
      {t('doneText', { created, changed, nothing, problem })}
    </Notice>
  );
}

/** Opening stock: what counts where the file has no column for it. */
function Defaults({
  state: { choices, say },
  storageUnits,
  today,
}: {
  state: ImportState;
  storageUnits: readonly { id: string; name: string }[];
  today: string;
}) {
  const t = useTranslations('imports');
  const [dateId, unitId] = [useId(), useId()];
  return (
    <Card title={t('defaults')}>
      <div className="grid gap-3 sm:max-w-xl sm:grid-cols-2">
        <Field id={dateId} label={t('date')}>
          <Input
            id={dateId}
            type="date"
            min={FIRST_DAY}
            max={today}
            value={choices.date ?? ''}
            onChange={(event) => say({ date: event.target.value || undefined })}
          />
        </Field>
        <Field id={unitId} label={t('storageUnit')}>
          <Select
            id={unitId}
            value={choices.storage_unit_id ?? ''}
            onChange={(event) => say({ storage_unit_id: event.target.value || undefined })}
          >
            <option value="">{t('none')}</option>
            {storageUnits.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </Card>
  );
}
