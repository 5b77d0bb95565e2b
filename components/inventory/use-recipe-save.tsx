'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { z } from 'zod';
import { ChangeDialog } from '@/components/ledger/change-dialog';
import { type FirstAnswer, type PreviewInput, usePreview } from '@/components/ledger/use-preview';
import type { useContractForm } from '@/components/ui/use-contract-form';
import { updateRecipeAction } from '@/lib/actions/recipe';
import type { Recipe, updateRecipeInput } from '@/lib/contracts/recipes';

type Saved = z.output<typeof updateRecipeInput>;

/**
 * Saves a recipe at once where no entered day would change; else the dialog shows what would, and asks from
 * when on (R23, R32).
 */
export function useRecipeSave({
  recipe,
  today,
  run,
  onSaved,
}: {
  recipe: Recipe;
  /** The business day from which "from now on" counts. */
  today: string;
  run: ReturnType<typeof useContractForm>['run'];
  onSaved: () => void;
}) {
  const t = useTranslations('inventory');
  const changes = useTranslations('changes');
  const preview = usePreview();
  const [proposed, setProposed] = useState<{ change: PreviewInput['change']; first: FirstAnswer } | null>(
    null,
  );
  const save = async (input: Saved) => {
    const change = { kind: 'recipe' as const, recipe_id: recipe.id, lines: input.lines ?? [] };
    const asked = await preview.ask({ company_id: recipe.company_id, change });
    const matters = asked.error === 'period_locked' || (asked.preview?.days_changed ?? 0) > 0;
    if (!matters) run(() => updateRecipeAction(input), { done: t('recipeSaved'), after: onSaved });
    else if (input.name === recipe.name) setProposed({ change, first: asked });
    else
      run(() => updateRecipeAction({ id: recipe.id, name: input.name }), {
        after: () => setProposed({ change, first: asked }),
      });
  };
  const dialog = (
    <ChangeDialog
      companyId={recipe.company_id}
      change={proposed?.change ?? null}
      first={proposed?.first}
      today={today}
      title={`${recipe.name}: ${changes('title')}`}
      done={t('recipeSaved')}
      onClose={() => setProposed(null)}
      onApplied={() => {
        onSaved();
        setProposed(null);
      }}
    />
  );
  return { save, isAsking: preview.pending, dialog };
}
