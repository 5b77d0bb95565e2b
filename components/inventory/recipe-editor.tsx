'use client';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useFieldArray, useWatch } from 'react-hook-form';
import { useSaveChange } from '@/components/ledger/use-save-change';
import { Button } from '@/components/ui/button';
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
import { newLine, recipeChange, recipeField, reviveRecipe, savedRecipe, saysTheSame } from './recipe-draft';
import { RecipeLineFields } from './recipe-line-fields';
import { targetValue, useCreateTarget, useTargetOptions } from './use-create-target';

interface Props {
  recipe: Recipe;
  targets: readonly Option[];
  baseUnits: Readonly<Record<string, BaseUnit>>;
  /** The business day from which "from now on" counts. */
  today: string;
}

/** Lines per portion, saved together as one new version; recipes shown here may be taken as sub-recipes. */
export function RecipeEditor({ recipe, targets, baseUnits, today }: Props) {
  const t = useTranslations('inventory');
  const changes = useTranslations('changes');
  const allowed = useCanManage();
  const { made, create, dialog } = useCreateTarget(recipe.company_id, ['ingredient', 'recipe']);
  const options = useTargetOptions(targets, made);
  const baseUnitOf = (target: string): BaseUnit | undefined =>
    baseUnits[target.split(':')[1] ?? ''] ??
    made.find((one) => targetValue(one) === target)?.base_unit ??
    undefined;
  const { form, control, props, run, pending, error, draft, choose } = useRecipeForm(recipe, targets);
  const { fields, append, remove } = useFieldArray({ control, name: 'lines' });
  const version = useWatch({ control, name: 'version' });
  const isOpen = useWatch({
    control,
    name: 'lines',
    compute: (lines) => lines.some((line) => line.target === ''),
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
        className="grid gap-5"
      >
        <DraftNotice at={draft.resumedAt} onDiscard={draft.discard}>
          {version === recipe.version ? null : t('recipeMovedOn')}
        </DraftNotice>
        <div className="max-w-md">
          <TextField control={control} name="name" label={t('name')} required />
        </div>
        <fieldset disabled={!allowed} className="grid gap-3">
          <legend className="mb-2 font-medium">{t('linesPerPortion')}</legend>
          {fields.length === 0 ? <p className="text-sm text-muted">{t('noLines')}</p> : null}
          {fields.map((field, index) => (
            <RecipeLineFields
              key={field.id}
              control={control}
              index={index}
              options={options}
              baseUnitOf={baseUnitOf}
              onChosen={(target) => choose(index, target, baseUnitOf(target))}
              toQuantity={() => form.setFocus(`lines.${index}.quantity`)}
              onCreate={
                create && ((name) => create(name, (one) => choose(index, targetValue(one), one.base_unit)))
              }
              onRemove={() => remove(index)}
            />
          ))}
          <div>
            <Button variant="secondary" onClick={() => append(newLine(), { shouldFocus: false })}>
              <Plus aria-hidden />
              {t('addLine')}
            </Button>
          </div>
        </fieldset>
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
  const { form } = recipeForm;
  const choose = (index: number, target: string, unit: BaseUnit | null | undefined) => {
    form.setValue(`lines.${index}.target`, target);
    form.setValue(`lines.${index}.unit`, unit ?? '');
  };
  return { ...recipeForm, draft, choose };
}
