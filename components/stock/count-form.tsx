'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useMemo, useState } from 'react';
import { useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { DraftNotice } from '@/components/ui/draft-notice';
import { Notice } from '@/components/ui/notice';
import { rankOptions } from '@/components/ui/rank-options';
import { useContractForm } from '@/components/ui/use-contract-form';
import { useFormDraft } from '@/components/ui/use-form-draft';
import { createLedgerBatchAction, reviewCountAction } from '@/lib/actions/ledger';
import { dayBetween } from '@/lib/contracts/common';
import { type CountReview as Review, reviewCountInput } from '@/lib/contracts/stock';
import { FIRST_DAY } from '@/lib/core/business-day';
import { isLocked } from '@/lib/core/period-lock';
import { type CountLine, countField, countInput, emptyCount, isCounted, reviveCount } from './count-draft';
import { CountHead } from './count-head';
import { type Confirmed, CountReview } from './count-review';
import { CountRow } from './count-row';
import { SaveBar } from './save-bar';
import { useStockProblem } from './use-batch-form';
import { useLastUnit } from './use-last-unit';

interface Props {
  companyId: string;
  storageUnitId: string;
  today: string;
  /** What the sheet begins with; a sheet for another day than today has a draft of its own. */
  day: string;
  at: 'start' | 'end';
  lockedUntil: string | null;
  lines: readonly CountLine[];
}

/** The sheet of a count, and what lies far from the book while it is asked about. */
export function CountForm(props: Props) {
  const [search, setSearch] = useState('');
  const [confirmed, setConfirmed] = useState<Confirmed>({});
  const count = useCountForm(props, () => setSearch(''));
  const { form, review } = count;
  // The field to go to once the sheet is back.
  const [goTo, setGoTo] = useState<'date' | `typed.${string}.quantity` | null>(null);
  useEffect(() => {
    if (goTo === null || review) return;
    form.setFocus(goTo);
    setGoTo(null);
  }, [goTo, review, form]);
  if (review)
    return (
      <CountReview
        review={review}
        confirmed={confirmed}
        pending={count.pending}
        error={count.error}
        onBack={(confirmed, ingredientId) => {
          setConfirmed(confirmed);
          setSearch('');
          setGoTo(ingredientId ? `typed.${ingredientId}.quantity` : 'date');
          count.leaveReview();
        }}
        onEnter={count.enter}
      />
    );
  return <Sheet {...props} count={count} search={search} onSearch={setSearch} />;
}

/**
 * The form of a count. Only what has a figure is counted; the sheet is kept in the browser until it is
 * entered, because phones fall asleep in cold stores. What lies far from the book is confirmed first.
 */
function useCountForm({ companyId, storageUnitId, today, day, at, lines }: Props, onRefused: () => void) {
  const t = useTranslations('stock');
  const router = useRouter();
  const { remember } = useLastUnit(companyId);
  const initial = () => emptyCount(day, at, lines);
  const count = useContractForm({
    contract: reviewCountInput.extend({ date: dayBetween(FIRST_DAY, today) }),
    initial: initial(),
    toInput: (sheet) => countInput(companyId, storageUnitId, sheet, lines),
    fieldOf: (path, sheet) => countField(path, sheet, lines),
    say: useStockProblem(),
    // A line at fault may be searched away.
    onRefused,
  });
  const draft = useFormDraft(count.form, {
    name: `count:${companyId}:${storageUnitId}${day === today ? '' : `:${day}`}`,
    initial,
    isEmpty: (sheet) => !lines.some((line) => isCounted(sheet, line)),
    revive: (kept) => {
      const sheet = reviveCount(kept, lines);
      return sheet && { ...sheet, typed: { ...initial().typed, ...sheet.typed } };
    },
  });
  const [asked, setAsked] = useState<{ review: Review; input: z.output<typeof reviewCountInput> } | null>(
    null,
  );
  const enter = (input: z.output<typeof reviewCountInput>) =>
    count.run(() => createLedgerBatchAction({ ...input, type: 'ADJUSTMENT' }), {
      done: t('countEntered'),
      after: (data) => {
        remember(storageUnitId);
        draft.forget();
        router.push(`/inventory/counts/${data.batch_id}`);
      },
    });
  return {
    ...count,
    draft,
    review: asked?.review ?? null,
    ask: (input: z.output<typeof reviewCountInput>) =>
      count.run(() => reviewCountAction(input), {
        after: (review) => (review.data.length === 0 ? enter(input) : setAsked({ review, input })),
      }),
    enter: () => asked && enter(asked.input),
    leaveReview: () => {
      count.clear();
      setAsked(null);
    },
  };
}

function Sheet({
  today,
  lockedUntil,
  lines,
  count,
  search,
  onSearch,
}: Props & { count: ReturnType<typeof useCountForm>; search: string; onSearch: (search: string) => void }) {
  const t = useTranslations('stock');
  const id = useId();
  const [showBook, setShowBook] = useState(false);
  const { control, draft } = count;
  const labelled = useMemo(() => lines.map((line) => ({ label: line.name, line })), [lines]);
  const visible = useMemo(() => {
    const found = new Set(rankOptions(labelled, search).rows);
    return labelled.filter((one) => found.has(one)).map((one) => one.line);
  }, [labelled, search]);
  const date = useWatch({ control, name: 'date' });
  const counted = useWatch({
    control,
    compute: (sheet) => lines.filter((line) => isCounted(sheet, line)).length,
  });
  const isDayLocked = isLocked(date, lockedUntil);
  return (
    <form aria-busy={!draft.isReady} {...count.props(count.ask)} className="grid gap-4">
      <DraftNotice at={draft.resumedAt} onDiscard={draft.discard} />
      <CountHead
        id={id}
        control={control}
        today={today}
        search={search}
        showBook={showBook}
        onSearch={onSearch}
        onShowBook={setShowBook}
      />
      {isDayLocked ? (
        <Notice tone="warn" title={t('lockedTitle')}>
          {t('lockedCount')}
        </Notice>
      ) : null}
      <ul className="overflow-hidden rounded-xl border border-line bg-surface">
        {visible.map((line) => (
          <CountRow key={line.id} id={`${id}-${line.id}`} control={control} line={line} showBook={showBook} />
        ))}
        {visible.length === 0 ? (
          <li className="px-5 py-8 text-center text-muted">{t('nothingToCount')}</li>
        ) : null}
      </ul>
      <SaveBar error={count.error}>
        <span className="mr-auto" role="status">
          <Badge tone={counted > 0 ? 'brand' : 'neutral'}>
            {t('countedOf', { counted, total: lines.length })}
          </Badge>
        </span>
        <Button
          type="submit"
          className="h-12 sm:h-10"
          pending={count.pending}
          disabled={counted === 0 || isDayLocked}
        >
          {t('enterCount')}
        </Button>
      </SaveBar>
    </form>
  );
}
