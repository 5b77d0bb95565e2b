'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { DraftNotice } from '@/components/ui/draft-notice';
import { Notice } from '@/components/ui/notice';
import { rankOptions } from '@/components/ui/rank-options';
import { useDraft } from '@/components/ui/use-draft';
import { useFigureProblem } from '@/components/ui/use-figure-problem';
import { useRun } from '@/components/ui/use-run';
import { createLedgerBatchAction, reviewCountAction } from '@/lib/actions/ledger';
import type { CountReview as Review } from '@/lib/contracts/stock';
import { type CountDraft, type CountLine, countedIn, reviveCount } from './count-draft';
import { CountHead } from './count-head';
import { type Confirmed, CountReview } from './count-review';
import { CountRow } from './count-row';
import { SaveBar } from './save-bar';
import { useDayProblem } from './use-day-problem';
import { useLastUnit } from './use-last-unit';

/**
 * The count sheet of one storage unit. Only what has a figure is counted; the sheet is kept in the browser until it is entered, because
 * phones fall asleep in cold stores. What lies far from the book is confirmed first.
 */
export function CountForm({
  companyId,
  storageUnitId,
  today,
  lockedUntil,
  lines,
}: {
  companyId: string;
  storageUnitId: string;
  today: string;
  lockedUntil: string | null;
  lines: readonly CountLine[];
}) {
  const t = useTranslations('stock');
  const router = useRouter();
  const id = useId();
  const { remember } = useLastUnit(companyId);
  const draft = useDraft<CountDraft>({
    name: `count:${companyId}:${storageUnitId}`,
    initial: () => ({ date: today, at: 'end', typed: {} }),
    isEmpty: ({ typed }) => Object.values(typed).every((line) => line.quantity.value === ''),
    revive: (kept) => reviveCount(kept, lines),
  });
  const sheet = draft.value;
  const [showBook, setShowBook] = useState(false);
  const [search, setSearch] = useState('');
  const [isTried, setIsTried] = useState(false);
  const [review, setReview] = useState<Review | null>(null);
  const [confirmed, setConfirmed] = useState<Confirmed>({});
  const [goTo, setGoTo] = useState<string | null>(null);
  const figureProblem = useFigureProblem();
  const { run, pending, error, clear } = useRun({ inPlace: true });

  // Back on the sheet, once it is there.
  useEffect(() => {
    if (goTo === null) return;
    document.getElementById(`${id}-${goTo}`)?.focus();
    setGoTo(null);
  }, [goTo, id]);

  const problemOf = (line: CountLine) => {
    const { quantity } = countedIn(sheet, line);
    return quantity.value === '' ? undefined : figureProblem(quantity, 'zeroOrMore');
  };
  const dayProblem = useDayProblem(today)(sheet.date);
  const counted = lines.filter((line) => countedIn(sheet, line).quantity.value !== '');
  const labelled = useMemo(() => lines.map((line) => ({ label: line.name, line })), [lines]);
  const visible = useMemo(() => {
    const found = new Set(rankOptions(labelled, search).rows);
    return labelled.filter((one) => found.has(one)).map((one) => one.line);
  }, [labelled, search]);
  const isLocked = lockedUntil !== null && sheet.date <= lockedUntil;

  const count = {
    company_id: companyId,
    storage_unit_id: storageUnitId,
    date: sheet.date,
    counted_at: sheet.at,
    lines: counted.map((line) => ({
      ingredient_id: line.id,
      counted_quantity: countedIn(sheet, line).quantity.value,
      unit: countedIn(sheet, line).unit,
    })),
  };
  const book = () =>
    run(() => createLedgerBatchAction({ ...count, type: 'ADJUSTMENT' }), {
      done: t('countEntered'),
      after: (data) => {
        remember(storageUnitId);
        draft.forget();
        router.push(`/inventory/counts/${data.batch_id}`);
      },
    });
  const ask = () =>
    run(() => reviewCountAction(count), {
      after: (found) => (found.data.length === 0 ? book() : setReview(found)),
    });

  if (review)
    return (
      <CountReview
        review={review}
        confirmed={confirmed}
        pending={pending}
        error={error}
        onConfirm={(some, yes) =>
          setConfirmed((old) => ({
            ...old,
            ...Object.fromEntries(some.map((line) => [line.ingredient_id, yes ? line.counted_quantity : ''])),
          }))
        }
        onBack={(ingredientId) => {
          clear();
          setSearch('');
          setReview(null);
          setGoTo(ingredientId ?? 'date');
        }}
        onBook={book}
      />
    );
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const bad = lines.find(problemOf);
        if (!bad && !dayProblem) return ask();
        // The line at fault may be searched away.
        flushSync(() => {
          setIsTried(true);
          if (bad) setSearch('');
        });
        document.getElementById(`${id}-${dayProblem ? 'date' : bad?.id}`)?.focus();
      }}
    >
      <DraftNotice
        at={draft.resumedAt}
        onDiscard={() => {
          draft.discard();
          setIsTried(false);
        }}
      />
      <CountHead
        id={id}
        draft={sheet}
        today={today}
        problem={isTried ? dayProblem : undefined}
        search={search}
        showBook={showBook}
        onChange={(values) => draft.set((old) => ({ ...old, ...values }))}
        onSearch={setSearch}
        onShowBook={setShowBook}
      />
      {isLocked ? (
        <Notice tone="warn" title={t('lockedTitle')}>
          {t('lockedCount')}
        </Notice>
      ) : null}
      <ul className="overflow-hidden rounded-xl border border-line bg-surface">
        {visible.map((line) => (
          <CountRow
            key={line.id}
            id={`${id}-${line.id}`}
            line={line}
            counted={countedIn(sheet, line)}
            showBook={showBook}
            problem={isTried ? problemOf(line) : undefined}
            onChange={(values) =>
              draft.set((old) => ({
                ...old,
                typed: { ...old.typed, [line.id]: { ...countedIn(old, line), ...values } },
              }))
            }
          />
        ))}
        {visible.length === 0 ? (
          <li className="px-5 py-8 text-center text-muted">{t('nothingToCount')}</li>
        ) : null}
      </ul>
      <SaveBar error={error}>
        <span className="mr-auto" role="status">
          <Badge tone={counted.length > 0 ? 'brand' : 'neutral'}>
            {t('countedOf', { counted: counted.length, total: lines.length })}
          </Badge>
        </span>
        <Button
          type="submit"
          className="h-12 sm:h-10"
          pending={pending}
          disabled={counted.length === 0 || isLocked}
        >
          {t('enterCount')}
        </Button>
      </SaveBar>
    </form>
  );
}
