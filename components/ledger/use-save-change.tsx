'use client';
import { useState } from 'react';
import type { z } from 'zod';
import type { RunOptions, useRun } from '@/components/ui/use-run';
import { saveOrPreviewChangeAction } from '@/lib/actions/change';
import type { SavedOrPreview, saveOrPreviewInput } from '@/lib/contracts/changes';
import { ChangeDialog } from './change-dialog';
import type { FirstAnswer } from './use-preview';

type Change = z.input<typeof saveOrPreviewInput>['change'];
type Run = ReturnType<typeof useRun>['run'];

/**
 * Saves a changed mapping or recipe. Where booked days would change, a dialog shows what and asks from when
 * on it counts (R23, R32); the server says which, and plans the days once for it.
 */
export function useSaveChange(given: {
  companyId: string;
  /** The business day from which "from now on" counts. */
  today: string;
  /** Of the dialog, and what is said when it was applied. */
  title: string;
  done: string;
  onApplied: () => void;
}) {
  const [asked, setAsked] = useState<{ change: Change; first: FirstAnswer } | null>(null);
  /** For whoever has a preview already. */
  const ask = (change: Change, first: FirstAnswer) => setAsked({ change, first });
  const save = (run: Run, change: Change, options: { done?: string; after?: () => void } = {}) => {
    const more: RunOptions<SavedOrPreview> = {
      done: ({ saved }) => (saved ? (options.done ?? null) : null),
      after: (answer) => {
        if (answer.saved) options.after?.();
        else ask(change, { preview: answer.preview, error: null });
      },
      // The dialog offers to book the locked days later.
      refused: ({ code }) => {
        if (code !== 'period_locked') return false;
        ask(change, { preview: null, error: code });
        return true;
      },
    };
    run(() => saveOrPreviewChangeAction({ company_id: given.companyId, change }), more);
  };
  const dialog = (
    <ChangeDialog
      companyId={given.companyId}
      change={asked?.change ?? null}
      first={asked?.first}
      today={given.today}
      title={given.title}
      done={given.done}
      onClose={() => setAsked(null)}
      onApplied={() => {
        setAsked(null);
        given.onApplied();
      }}
    />
  );
  return { save, ask, dialog };
}
