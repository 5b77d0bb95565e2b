import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { memo, type ReactNode } from 'react';
import type { CreateTarget } from '@/components/inventory/use-create-target';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { DeskRow, Takes } from '@/lib/contracts/desk';
import { DeskEdit } from './desk-edit';
import type { Offer } from './desk-entry';
import type { DeskModel } from './desk-model';
import { Findings } from './findings';
import { KeyButton } from './key-button';
import type { Editing, RowActs } from './use-desk-keys';
import type { DeskWords } from './use-desk-words';

/**
 * The active row: what it sold, what is offered for it with reasons, cost and share of the price, and what
 * can be done. It keeps its height, so that nothing moves from row to row. Over 80 lines: the markup of one
 * card; every line is a part of it.
 */
export const DeskDetail = memo(function DeskDetail({
  row,
  offer,
  model,
  words,
  currency,
  allowed,
  create,
  editing,
  on,
  onLeave,
}: {
  row: DeskRow | undefined;
  offer: Offer | undefined;
  model: DeskModel;
  words: DeskWords;
  currency: string | null;
  allowed: boolean;
  create: CreateTarget | undefined;
  /** What stands in the form, where it is open. */
  editing: Editing | null;
  on: RowActs;
  onLeave: () => void;
}) {
  const t = useTranslations('desk');
  const common = useTranslations('common');
  const takes = row?.mapping ?? offer?.takes ?? null;
  const lightspeed = useTranslations('lightspeed');
  // An ordinary item needs no word; a type not known here is shown as Lightspeed names it.
  const typeKey = `itemTypes.${row?.item_type}`;
  const kind =
    row?.item_type === 'ITEM' ? null : lightspeed.has(typeKey) ? lightspeed(typeKey) : row?.item_type;
  return (
    <section
      aria-label={t('detail')}
      className="min-h-44 rounded-xl border border-line bg-surface px-4 py-3 max-sm:min-h-80"
    >
      {row ? (
        <div className="grid gap-3">
          <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
            <div className="min-w-0 flex-1 basis-64">
              <h2 className="truncate text-base font-semibold">
                <Link
                  href={`/integrations/lightspeed/items/${row.id}`}
                  className="rounded-sm hover:underline"
                  title={t('toItem')}
                >
                  {row.name}
                </Link>
              </h2>
              <p className="truncate text-sm text-muted">
                {[
                  row.sku,
                  row.accounting_group,
                  kind,
                  row.price && `${words.money(row.price)} ${currency ?? ''}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            {allowed && !editing ? <RowButtons row={row} offer={offer} on={on} /> : null}
          </div>
          {editing ? (
            <DeskEdit
              key={`${editing.id} ${editing.takes?.mapped_object_id ?? ''}`}
              row={row}
              initial={editing.takes}
              isMade={editing.isMade ?? false}
              model={model}
              create={create}
              onSave={(choice) => on.choose(row, choice)}
              onLeave={onLeave}
            />
          ) : (
            <>
              <p className="min-h-5 text-sm">
                <Sentence row={row} offer={offer} words={words} />
                {takes ? (
                  <Cost row={row} takes={takes} model={model} words={words} currency={currency} />
                ) : null}
              </p>
              <Findings findings={row.findings} />
              {row.other_names && row.other_names.length > 0 ? (
                <p className="text-sm text-muted">
                  {t('alsoCounts', {
                    names: row.other_names.map((name) => common('quoted', { name })).join(', '),
                  })}
                </p>
              ) : null}
              {row.combo ? (
                <p className="truncate text-sm text-muted">
                  {t('comboOf', { parts: row.combo.parts.join(', ') })}
                </p>
              ) : null}
              <p className="min-h-5 text-sm text-muted">
                {offer && !row.mapping ? words.reasons(offer) : null}
              </p>
              {allowed && offer && row.state === 'unmapped' && offer.others.length > 0 ? (
                <Others row={row} others={offer.others} words={words} on={on} />
              ) : null}
            </>
          )}
        </div>
      ) : (
        <p className="text-sm text-muted">{t('noRow')}</p>
      )}
    </section>
  );
});

function RowButtons({ row, offer, on }: { row: DeskRow; offer: Offer | undefined; on: RowActs }) {
  const t = useTranslations('desk');
  const canAccept =
    row.state === 'unmapped' && offer !== undefined && (offer.verdict !== 'unknown' || offer.create !== null);
  const of = row.name;
  return (
    <div className="flex flex-wrap gap-2">
      <KeyButton
        shortcut="Enter"
        label={t('accept')}
        of={of}
        variant="primary"
        disabled={!canAccept}
        onClick={() => on.accept(row)}
      />
      <KeyButton
        shortcut="E"
        label={t(row.mapping ? 'change' : 'edit')}
        of={of}
        onClick={() => on.edit(row)}
      />
      <KeyButton
        shortcut="I"
        label={t(row.state === 'ignored' ? 'unignore' : 'ignore')}
        of={of}
        onClick={() => on.ignore(row)}
      />
      <KeyButton shortcut="N" label={t('create')} of={of} onClick={() => on.create(row)} />
      {row.mapping ? (
        <Button
          size="sm"
          variant="ghost"
          aria-label={`${t('delete')}: ${row.name}`}
          onClick={() => on.choose(row, null)}
        >
          {t('delete')}
        </Button>
      ) : null}
    </div>
  );
}

function Sentence({ row, offer, words }: { row: DeskRow; offer: Offer | undefined; words: DeskWords }) {
  const t = useTranslations('desk');
  if (row.mapping) return <>{t('takes', { takes: words.takes(row.mapping) })}</>;
  if (row.state === 'ignored') return <>{t('isIgnored')}</>;
  if (row.is_modifier) return <>{t('modifiers.isModifier')}</>;
  if (row.combo?.is_decided) return <>{t('comboDecided')}</>;
  if (!offer) return <span className="text-muted">{t('noOffer')}</span>;
  const sure =
    offer.confidence === null ? '' : ` ${t('confidence', { percent: words.percent(offer.confidence) })}`;
  if (offer.verdict === 'ignore') return <>{t('offersIgnore') + sure}</>;
  if (offer.verdict === 'map' && offer.takes) {
    return <span className="font-medium">{t('offers', { takes: words.takes(offer.takes) }) + sure}</span>;
  }
  return (
    <>{offer.create ? t('offersCreate', { thing: words.creation(offer.create) }) : t('offersNothing')}</>
  );
}

function Cost({
  row,
  takes,
  model,
  words,
  currency,
}: {
  row: DeskRow;
  takes: Takes;
  model: DeskModel;
  words: DeskWords;
  currency: string | null;
}) {
  const t = useTranslations('desk');
  const cost = model.costOf(takes);
  const price = Number(row.price ?? 0);
  const of = (text: ReactNode) => <span className={cn('text-muted')}> · {text}</span>;
  if (cost === null) return of(t('costUnknown'));
  const money = `${words.money(cost)} ${currency ?? ''}`.trim();
  return of(
    price > 0
      ? t('costShare', { cost: money, share: words.finePercent(Number(cost) / price) })
      : t('cost', { cost: money }),
  );
}

function Others({
  row,
  others,
  words,
  on,
}: {
  row: DeskRow;
  others: readonly Takes[];
  words: DeskWords;
  on: RowActs;
}) {
  const t = useTranslations('desk');
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <span className="text-muted">{t('or')}</span>
      {others.slice(0, 3).map((one) => (
        <Button
          key={`${one.mapped_object_id} ${one.quantity} ${one.unit}`}
          size="sm"
          variant="secondary"
          className="max-w-full truncate"
          onClick={() => on.choose(row, one)}
        >
          {words.takes(one)}
        </Button>
      ))}
    </div>
  );
}
