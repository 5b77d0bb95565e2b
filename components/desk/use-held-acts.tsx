'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChangeDialog } from '@/components/ledger/change-dialog';
import { requestPreview } from '@/components/ledger/use-preview';
import { useRun } from '@/components/ui/use-run';
import { applyChangeAction } from '@/lib/actions/change';
import { answerNow, changeOf, type HeldAnswer, type HeldChange, type HeldRow, isTakes } from './held-model';
import type { DeskWords } from './use-desk-words';
import { useUndo } from './use-undo';

interface Act {
  said: string;
  /** What takes it back. */
  back: HeldChange;
}
interface Asked {
  change: HeldChange;
  title: string;
  text: string;
  onApplied: () => void;
}

/**
 * Says what names are that items were sold under. Each answer shows first what it changes of booked days, and
 * can be undone, the last first; its history stays (R38). Over 80 lines: acts, their undo and the dialog
 * share what is asked.
 */
export function useHeldActs(given: {
  companyId: string;
  today: string;
  words: DeskWords;
  say: (text: string) => void;
  /** After an answer: items were made, or are no more. */
  onAnswered: () => void;
}) {
  const { companyId, today, words, say, onAnswered } = given;
  const t = useTranslations('desk.held');
  const desk = useTranslations('desk');
  const { run, pending } = useRun();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { keep, undo } = useUndo<Act>(say, ({ back: change, said }) => {
    const input = { company_id: companyId, change };
    const after = () => {
      say(desk('undone', { act: said }));
      onAnswered();
    };
    run<unknown>(
      async () => {
        // Its days were booked by the act it undoes: they are booked back without a question.
        const { preview, error } = await requestPreview(input);
        if (!preview) return { serverError: { code: error ?? 'internal_error' } };
        return applyChangeAction({ ...input, token: preview.token });
      },
      {
        after,
        // The dialog offers to book the locked days later.
        refused: ({ code }) => {
          if (code !== 'period_locked') return false;
          setAsked({
            change,
            title: desk('undone', { act: said }),
            text: t('means.undone'),
            onApplied: after,
          });
          return true;
        },
      },
    );
  });
  const textOf = (answer: HeldAnswer): string =>
    isTakes(answer) ? t('means.takes', { takes: words.takes(answer) }) : t(`means.${kindOf(answer)}`);
  return {
    undo,
    isSaving: pending,
    /** Of one name or of many; `after`: once it is booked. */
    answer: (rows: readonly HeldRow[], answer: HeldAnswer, after: () => void) => {
      const [first] = rows;
      const change = changeOf(rows, answer);
      if (!first || !change) return;
      const back = changeOf(rows, rows.length === 1 ? answerNow(first) : { undone: true });
      const key = isTakes(answer) ? 'other' : kindOf(answer);
      const said =
        rows.length === 1
          ? t(`said.${key}`, { name: first.name, mapped: first.mappedName })
          : t(`saidMany.${key}`, { count: rows.length });
      setAsked({
        change,
        title: said,
        text: textOf(answer),
        onApplied: () => {
          if (back) keep({ said, back });
          onAnswered();
          after();
        },
      });
    },
    dialog: (
      <ChangeDialog
        companyId={companyId}
        today={today}
        change={asked?.change ?? null}
        title={asked?.title ?? ''}
        text={asked?.text}
        done={t('done')}
        onClose={() => setAsked(null)}
        onApplied={() => {
          setAsked(null);
          asked?.onApplied();
        }}
      />
    ),
  };
}

const kindOf = (answer: Exclude<HeldAnswer, { mapped_object_id: string }>) =>
  'same' in answer ? 'same' : 'other' in answer ? 'other' : 'ignored' in answer ? 'ignored' : 'undone';
