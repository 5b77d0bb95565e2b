'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useSaveChange } from '@/components/ledger/use-save-change';
import { useRun } from '@/components/ui/use-run';
import { applyChangeAction, saveOrPreviewChangeAction } from '@/lib/actions/change';
import type { Modifier, ModifierRuleInput } from '@/lib/contracts/modifiers';
import { currentRules } from './modifier-model';
import { useUndo } from './use-undo';

interface Act {
  itemId: string;
  /** What was said before, and from which day on. */
  before: ModifierRuleInput[];
  from: string | null;
  said: string;
  after: () => void;
}

/**
 * Says what a modifier does. Where booked days would change, what changes is shown first, and nothing is
 * saved until a person says from when on (R23); each act can be undone, the last first.
 */
export function useModifierActs(given: {
  companyId: string;
  today: string;
  say: (text: string) => void;
  reread: (itemId: string) => Promise<void>;
}) {
  const { companyId, today, say, reread } = given;
  const t = useTranslations('desk');
  const { run, pending } = useRun();
  const [asked, setAsked] = useState<Act | null>(null);
  const done = useUndo<Act>(say, (act) => {
    const { itemId: item_id, before: rules, from: effective_from } = act;
    const change = { kind: 'modifier_rules' as const, item_id, rules, effective_from };
    run<unknown>(
      async () => {
        const looked = await saveOrPreviewChangeAction({ company_id: companyId, change });
        if (!looked?.data || looked.data.saved) return looked;
        // Its days were booked by the act it undoes: they are booked back without a question.
        const { token } = looked.data.preview;
        return applyChangeAction({ company_id: companyId, change, token });
      },
      {
        after: () => {
          say(t('undone', { act: act.said }));
          void reread(item_id);
        },
      },
    );
  });
  const keep = (act: Act) => {
    done.keep(act);
    void reread(act.itemId).then(act.after);
  };
  const { save, dialog } = useSaveChange({
    companyId,
    today,
    title: asked?.said ?? t('modifiers.changeTitle'),
    done: t('booked'),
    onApplied: () => {
      if (asked) keep(asked);
    },
  });
  return {
    dialog,
    isSaving: pending,
    undo: done.undo,
    /** `after`: once it is saved, here or by the dialog. */
    decide: (modifier: Modifier, rules: ModifierRuleInput[], said: string, after: () => void) => {
      const { item_id, effective_from: from } = modifier;
      const act: Act = { itemId: item_id, before: currentRules(modifier), from, said, after };
      setAsked(act);
      const change = { kind: 'modifier_rules' as const, item_id, rules, effective_from: null };
      save(run, change, { after: () => keep(act) });
    },
  };
}
