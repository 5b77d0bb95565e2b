'use client';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { type CreateTarget, type Target, useCreateTarget } from '@/components/inventory/use-create-target';
import { useCanManage } from '@/components/ui/can-manage';
import { TextLink } from '@/components/ui/text-link';
import { useStable } from '@/components/ui/use-stable';
import type { DeskTarget, Desk as DeskWindow } from '@/lib/contracts/desk';
import type { HeldNames } from '@/lib/contracts/held-names';
import { DeskBar } from './desk-bar';
import { DeskBulk } from './desk-bulk';
import { DeskDetail } from './desk-detail';
import { DeskModel, type DeskQuery, hasItems, type Segment } from './desk-model';
import { DeskPreview } from './desk-preview';
import { DeskTable } from './desk-table';
import { DeskToolbar } from './desk-toolbar';
import { HeldDesk } from './held-desk';
import { ModifiersDesk } from './modifiers-desk';
import { PreparedForm } from './prepared-form';
import { useAddress } from './use-address';
import { useDeskActs } from './use-desk-acts';
import { useDeskKeys } from './use-desk-keys';
import { useDeskQuery } from './use-desk-query';
import { useDeskRows } from './use-desk-rows';
import { useDeskWords } from './use-desk-words';
import { useModifiers } from './use-modifiers';

interface DeskGiven {
  companyId: string;
  integrationId: string;
  /** The business day from which "from now on" counts. */
  today: string;
  days: number;
  withArchived: boolean;
  /** Of prices and sales; null where locations differ. */
  currency: string | null;
  first: DeskWindow;
  held: HeldNames;
  targets: readonly DeskTarget[];
  segment: Segment | null;
}

// Over 80 lines: the parts of one screen share what is active, and each is a component of its own.
/** Every item, ranked by what it sells, with what one sale takes from stock: decided row by row, by keys. */
export function Desk({ companyId, first, held, targets, currency, ...given }: DeskGiven) {
  const t = useTranslations('desk');
  const lightspeed = useTranslations('lightspeed');
  const addressWith = useAddress();
  const allowed = useCanManage();
  const [model] = useState(() => {
    const made = new DeskModel(targets, Number(first.summary?.unknown_net_sales ?? 0));
    made.append(first.data);
    return made;
  });
  const version = useSyncExternalStore(
    model.subscribe,
    () => model.version,
    () => model.version,
  );
  const { isWhole, failed, reread } = useDeskRows(model, { ...given, next: first.next_cursor });
  const { query, change } = useDeskQuery(given.segment, (asked) => model.counts(asked));
  // What goes over all rows, or is long to draw, follows what was done in a turn of its own: the row that is
  // acted on, a segment or an order that is chosen is seen at once.
  const shown = useDeferredValue(query);
  const told = useDeferredValue(version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the model holds
  const view = useMemo(() => model.view(shown), [model, shown, told]);
  const after = useDeferredValue(view);
  // As late as that: what is counted is not told of everything before everything is counted.
  const isTold = useDeferredValue(useDeferredValue(isWhole));
  const [spoken, say] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const grid = useRef<HTMLDivElement>(null);
  const words = useDeskWords(model);
  const { acts, isSaving, past, asked } = useDeskActs(model, { companyId, say });
  const { create: ask, dialog } = useCreateTarget(companyId, ['ingredient', 'recipe']);
  const add = useStable<Parameters<CreateTarget>, void>((proposal, then) =>
    ask?.(proposal, (made) => {
      model.addTarget(toTarget(made));
      then(made);
    }),
  );
  const create = ask && add;
  const keys = useDeskKeys({
    ...{ model, view, acts, words, say, grid, allowed },
    ...{ setSelected, create },
  });
  const activeRow = keys.active === null ? undefined : model.row(keys.active);
  const toldRow = useDeferredValue(activeRow);
  // A form opens with the key that asks for it: what is typed next belongs into it.
  const row = keys.editing ? activeRow : toldRow;
  const summary = first.summary;
  const isOfModifiers = shown.segment === 'modifiers';
  const isOfItems = hasItems(shown.segment);
  // Behind the items, unless they are looked at.
  const modifiers = useModifiers(given.integrationId, model, isOfModifiers || isWhole);
  // In a turn of its own, once there is nothing else to do.
  const isPrepared = useDeferredValue(isTold && allowed, false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for what the model holds
  const shares = useMemo(() => model.shares(), [model, told]);
  const modifierCount = modifiers.modifiers?.length ?? null;
  const isCounted = isTold || shown.search !== '' || shown.group !== null || !summary;
  const counts = useMemo(
    () => ({
      ...(isCounted ? after.counts : { ...summary.counts, suggested: after.counts.suggested }),
      modifiers: modifierCount,
      held: held.data.length,
    }),
    [after, isCounted, summary, modifierCount, held.data.length],
  );
  const groups = model.groups();
  const onSort = useStable((sort: DeskQuery['sort']) => change({ sort }));
  const bulk = useMemo(
    () =>
      allowed && isOfItems ? (
        <DeskBulk
          {...{ model, view: after, query: shown, selected, setSelected, acts, words, isWhole, grid }}
          integrationId={given.integrationId}
        />
      ) : null,
    [allowed, isOfItems, model, after, shown, selected, acts, words, isWhole, given.integrationId],
  );
  return (
    <div
      className="grid min-w-0 grid-cols-1 gap-3"
      onKeyDownCapture={model.holdOff}
      onPointerDownCapture={model.holdOff}
      onScrollCapture={model.holdOff}
    >
      <DeskBar
        shares={isTold || !summary ? shares : 'server'}
        coverage={summary?.coverage ?? null}
        days={given.days}
        words={words}
      />
      <DeskToolbar {...{ counts, query, change, groups, addressWith }} days={given.days}>
        {bulk}
      </DeskToolbar>
      {isOfModifiers ? (
        <ModifiersDesk
          read={modifiers}
          search={shown.search}
          today={given.today}
          {...{ model, companyId, currency, allowed, create, say }}
        />
      ) : shown.segment === 'held' ? (
        <HeldDesk
          search={shown.search}
          today={given.today}
          onAnswered={reread}
          {...{ held, model, words, companyId, currency, allowed, create, say }}
        />
      ) : (
        <>
          <DeskTable
            ref={grid}
            {...{ model, view, words, selected, allowed, isWhole, failed, currency }}
            sort={query.sort}
            segment={shown.segment}
            onSort={onSort}
            active={keys.active}
            place={keys.place}
            onActive={keys.point}
            onSelect={keys.toggle}
            onKeyDown={keys.onKeyDown}
          />
          <DeskDetail
            {...{ row, model, words, currency, allowed, create }}
            offer={row && model.offerOf(row)}
            editing={row !== undefined && keys.editing?.id === row.id ? keys.editing : null}
            on={keys.on}
            onLeave={keys.back}
          />
        </>
      )}
      <p role="status" aria-live="polite" className="sr-only">
        {spoken}
      </p>
      <div className="flex flex-wrap justify-between gap-x-6 gap-y-2 text-sm text-muted">
        {allowed && isOfItems ? <p className="max-sm:hidden">{t('keys')}</p> : null}
        <span className="ml-auto">{isSaving ? t('saving') : null}</span>
        <TextLink href={addressWith('archived', given.withArchived ? null : 'true')}>
          {lightspeed(given.withArchived ? 'withoutArchived' : 'withArchived')}
        </TextLink>
      </div>
      {dialog}
      {isPrepared ? <PreparedForm model={model} /> : null}
      <DeskPreview companyId={companyId} today={given.today} {...{ model, acts, past, asked }} />
    </div>
  );
}

/** As the page gives them; what a new recipe costs and whether it takes anything is known later. */
const toTarget = ({ kind, id, name, base_unit }: Target): DeskTarget => ({
  type: kind,
  id,
  name,
  base_unit,
  is_active: true,
  cost: null,
  is_workable: kind === 'ingredient',
});
