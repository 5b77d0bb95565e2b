'use client';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useWatch } from 'react-hook-form';
import { useSaveChange } from '@/components/ledger/use-save-change';
import { useCanManage } from '@/components/ui/can-manage';
import type { Option } from '@/components/ui/combobox';
import { DraftNotice } from '@/components/ui/draft-notice';
import { FormError } from '@/components/ui/form-error';
import { TextField } from '@/components/ui/form-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { useContractForm } from '@/components/ui/use-contract-form';
import { useFormDraft } from '@/components/ui/use-form-draft';
import { recipeChangeSchema } from '@/lib/contracts/changes';
import type { BaseUnit } from '@/lib/contracts/common';
import type { Recipe } from '@/lib/contracts/recipes';
import {
  recipeChange,
  recipeField,
  reviveRecipe,
  savedRecipe,
  saysTheSame,
  withoutBlankEnd,
} from './recipe-draft';
import { RecipeLines } from './recipe-lines';
import { targetValue, useCreateTarget, useTargetOptions } from './use-create-target';

interface Props {
  recipe: Recipe;
  targets: readonly Option[];
  baseUnits: Readonly<Record<string, BaseUnit>>;
  /** The business day from which "from now on" counts. */
  today: string;
  /** Its name is to be typed over. */
  beginsAtName?: boolean;
}

/** Lines per portion, saved together as one new version; recipes shown here may be taken as sub-recipes. */
export function RecipeEditor({ recipe, targets, baseUnits, today, beginsAtName = false }: Props) {
  const t = useTranslations('inventory');
  const changes = useTranslations('changes');
  const allowed = useCanManage();
  const { made, create, dialog } = useCreateTarget(recipe.company_id, ['ingredient', 'recipe']);
  const options = useTargetOptions(targets, made);
  const baseUnitOf = (target: string): BaseUnit | undefined =>
    baseUnits[target.split(':')[1] ?? ''] ??
    made.find((one) => targetValue(one) === target)?.base_unit ??
    undefined;
  const { form, control, props, run, pending, error, draft } = useRecipeForm(recipe, targets);
  useEffect(() => {
    if (beginsAtName) form.setFocus('name', { shouldSelect: true });
  }, [beginsAtName, form]);
  const version = useWatch({ control, name: 'version' });
  const isOpen = useWatch({
    control,
    name: 'lines',
    compute: (lines) => withoutBlankEnd(lines).some((line) => line.target === ''),
  });
  const saving = useSaveChange({
    companyId: recipe.company_id,
    today,
    title: `${recipe.name}: ${changes('title')}`,
    done: t('recipeSaved'),
    onApplied: draft.forget,
  });
  return (
    <>
      <form
        aria-busy={!draft.isReady}
        {...props((change) => saving.save(run, change, { done: t('recipeSaved'), after: draft.forget }))}
        // Enter goes to the next line; this saves from anywhere.
        onKeyDown={(event) => {
          const isSave = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat;
          if (!isSave || isOpen || pending || !allowed) return;
          event.preventDefault();
          event.currentTarget.requestSubmit();
        }}
        className="grid gap-5"
      >
        <DraftNotice at={draft.resumedAt} onDiscard={draft.discard}>
          {version === recipe.version ? null : t('recipeMovedOn')}
        </DraftNotice>
        <div className="max-w-md">
          <TextField control={control} name="name" label={t('name')} required />
        </div>
        <RecipeLines
          form={form}
          control={control}
          options={options}
          baseUnitOf={baseUnitOf}
          onCreate={create}
          isLocked={!allowed}
        />
        <FormError text={error} />
        {allowed ? (
          <div>
            <SubmitButton pending={pending} disabled={isOpen}>
              {t('saveRecipe')}
            </SubmitButton>
          </div>
        ) : null}
      </form>
      {dialog}
      {saving.dialog}
    </>
  );
}

/** The form of a recipe, kept as a draft while it says something else than what is saved. */
function useRecipeForm(recipe: Recipe, targets: readonly Option[]) {
  const t = useTranslations('inventory');
  const recipeForm = useContractForm({
    contract: recipeChangeSchema,
    initial: savedRecipe(recipe),
    toInput: (values) => recipeChange(recipe.id, values),
    fieldOf: recipeField,
    say: ({ code }) => (code === 'notBelow100' ? t('trimTooLarge') : undefined),
  });
  const draft = useFormDraft(recipeForm.form, {
    name: `recipe:${recipe.id}`,
    initial: () => savedRecipe(recipe),
    isEmpty: (values) => saysTheSame(values, savedRecipe(recipe)),
    revive: (kept) => reviveRecipe(kept, (target) => targets.some((one) => one.value === target)),
  });
  return { ...recipeForm, draft };
}
