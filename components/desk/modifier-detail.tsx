import { useTranslations } from 'next-intl';
import type { CreateTarget } from '@/components/inventory/use-create-target';
import { Button } from '@/components/ui/button';
import type { DeskModel } from './desk-model';
import { KeyButton } from './key-button';
import { ModifierEdit } from './modifier-edit';
import { countsFor, type ModifierRow, newOfferFor, offerFor } from './modifier-model';
import type { ModifierRowActs } from './use-modifier-keys';
import type { ModifierWords } from './use-modifier-words';

/** The active row: what it does now, what is offered with its reason, and what can be done. */
export function ModifierDetail({
  row,
  mapped,
  isEditing,
  model,
  words,
  allowed,
  create,
  on,
  onLeave,
}: {
  row: ModifierRow | undefined;
  /** What it takes by its mapping. */
  mapped: string | null;
  isEditing: boolean;
  model: DeskModel;
  words: ModifierWords;
  allowed: boolean;
  create: CreateTarget | undefined;
  on: ModifierRowActs;
  onLeave: () => void;
}) {
  const t = useTranslations('desk.modifiers');
  return (
    <section
      aria-label={t('detail')}
      className="min-h-44 rounded-xl border border-line bg-surface px-4 py-3 max-sm:min-h-80"
    >
      {row ? (
        <div className="grid gap-3">
          <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
            <div className="min-w-0 flex-1 basis-64">
              <h2 className="truncate text-base font-semibold">{row.modifier.name}</h2>
              <p className="truncate text-sm text-muted">
                {[words.scope(row), row.modifier.sku].filter(Boolean).join(' · ')}
              </p>
            </div>
            {allowed && !isEditing ? <RowButtons row={row} on={on} /> : null}
          </div>
          {isEditing ? (
            <ModifierEdit
              key={row.id}
              row={row}
              initial={countsFor(row)?.rule ?? offerFor(row)}
              model={model}
              create={create}
              words={words}
              onSave={(effect) => on.choose(row, effect)}
              onLeave={onLeave}
            />
          ) : (
            <Sentences row={row} mapped={mapped} words={words} />
          )}
        </div>
      ) : (
        <p className="text-sm text-muted">{t('noRow')}</p>
      )}
    </section>
  );
}

function Sentences({
  row,
  mapped,
  words,
}: {
  row: ModifierRow;
  mapped: string | null;
  words: ModifierWords;
}) {
  const t = useTranslations('desk.modifiers');
  const counts = countsFor(row);
  const offer = newOfferFor(row);
  const exceptions = row.modifier.suggested_rules.filter(
    (one) => one.parent_item_id !== null || one.parent_accounting_group !== null,
  );
  const isFirst = row.kind === 'all' && row.modifier.rules.length === 0;
  return (
    <div className="grid gap-1 text-sm">
      {counts ? (
        <p className="min-h-5">
          {t(counts.isOwn ? 'counts' : 'countsAsFor', {
            does: words.effect(counts.rule),
            whom:
              counts.rule.parent_accounting_group === null
                ? t('forAll')
                : t('forGroup', { name: counts.rule.parent_accounting_group }),
          })}
        </p>
      ) : (
        <p className="min-h-5 text-muted">
          {mapped === null ? t('nothingSaidText') : t('asMapped', { takes: mapped })}
        </p>
      )}
      {offer ? (
        <p className="min-h-5">
          <span className="font-medium text-brand">{t('offers', { does: words.effect(offer) })}</span>
          <span className="text-muted"> · {words.reason(offer)}</span>
        </p>
      ) : null}
      {isFirst && exceptions.length > 0 ? (
        <ul aria-label={t('offeredExceptions')} className="grid gap-0.5 text-muted">
          {exceptions.slice(0, 5).map((one) => (
            <li key={`${one.parent_item_id} ${one.parent_accounting_group}`}>
              {one.parent_item_name === null
                ? t('forGroup', { name: one.parent_accounting_group ?? '' })
                : t('under', { name: one.parent_item_name })}
              : {words.effect(one)}
            </li>
          ))}
          {exceptions.length > 5 ? <li>{t('moreExceptions', { count: exceptions.length - 5 })}</li> : null}
        </ul>
      ) : null}
    </div>
  );
}

function RowButtons({ row, on }: { row: ModifierRow; on: ModifierRowActs }) {
  const t = useTranslations('desk');
  const counts = countsFor(row);
  const canAccept = newOfferFor(row) !== null && !counts?.isOwn;
  const of = row.name;
  return (
    <div className="flex flex-wrap gap-2">
      <KeyButton
        shortcut="Enter"
        label={t(row.kind === 'all' ? 'modifiers.acceptAll' : 'accept')}
        of={of}
        variant="primary"
        disabled={!canAccept}
        onClick={() => on.accept(row)}
      />
      <KeyButton
        shortcut="E"
        label={t(counts?.isOwn ? 'change' : 'edit')}
        of={of}
        onClick={() => on.edit(row)}
      />
      <KeyButton
        shortcut="I"
        label={t(
          `modifiers.${counts?.isOwn && counts.rule.effect === 'nothing' ? 'notNothing' : 'takesNothing'}`,
        )}
        of={of}
        onClick={() => on.nothing(row)}
      />
      {counts?.isOwn ? (
        <Button
          size="sm"
          variant="ghost"
          aria-label={`${t(`modifiers.remove.${row.kind === 'all' ? 'all' : 'some'}`)}: ${row.name}`}
          onClick={() => on.remove(row)}
        >
          {t(`modifiers.remove.${row.kind === 'all' ? 'all' : 'some'}`)}
        </Button>
      ) : null}
    </div>
  );
}
