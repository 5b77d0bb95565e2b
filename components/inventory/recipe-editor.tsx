'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { ChangeDialog } from '@/components/ledger/change-dialog';
import { type PreviewInput, usePreview } from '@/components/ledger/use-preview';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { Combobox, type Option } from '@/components/ui/combobox';
import { DraftNotice } from '@/components/ui/draft-notice';
import { Field, faulty } from '@/components/ui/field';
import { FigureInput } from '@/components/ui/figure-input';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { useDraft } from '@/components/ui/use-draft';
import { useFigureProblem } from '@/components/ui/use-figure-problem';
import { useRun } from '@/components/ui/use-run';
import { updateRecipeAction } from '@/lib/actions/recipe';
import type { BaseUnit, Recipe } from '@/lib/contracts/inventory';
import {
  type RecipeDraft,
  type RecipeLine,
  reviveRecipe,
  savedRecipe,
  saysTheSame,
  withNewLine,
} from './recipe-draft';
import { targetValue, useCreateTarget, useTargetOptions } from './use-create-target';

const FAMILIES: readonly (readonly BaseUnit[])[] = [['kg', 'g'], ['l', 'cl', 'ml'], ['piece'], ['bottle']];
type RecipeLines = Extract<PreviewInput['change'], { kind: 'recipe' }>['lines'];

/** Lines per portion, saved together as one new version; recipes shown here may be taken as sub-recipes. */
export function RecipeEditor({
  recipe,
  targets,
  baseUnits,
  today,
}: {
  recipe: Recipe;
  targets: readonly Option[];
  baseUnits: Readonly<Record<string, BaseUnit>>;
  /** The business day from which "from now on" counts. */
  today: string;
}) {
  const t = useTranslations('inventory');
  const units = useTranslations('units');
  const id = useId();
  const allowed = useCanManage();
  const { made, create, dialog } = useCreateTarget(recipe.company_id, ['ingredient', 'recipe']);
  const options = useTargetOptions(targets, made);
  const baseUnitOf = (target: string): BaseUnit | undefined =>
    baseUnits[target.split(':')[1] ?? ''] ??
    made.find((one) => targetValue(one) === target)?.base_unit ??
    undefined;
  const { run, pending, error } = useRun({ inPlace: true });
  const preview = usePreview();
  const changes = useTranslations('changes');
  const [proposed, setProposed] = useState<PreviewInput['change'] | null>(null);
  const draft = useDraft<RecipeDraft>({
    name: `recipe:${recipe.id}`,
    initial: () => savedRecipe(recipe),
    isEmpty: (value) => saysTheSame(value, savedRecipe(recipe)),
    revive: (kept) => reviveRecipe(kept, (target) => targets.some((one) => one.value === target)),
  });
  const { name, lines } = draft.value;
  const setLines = (update: (old: readonly RecipeLine[]) => readonly RecipeLine[]) =>
    draft.set((old) => ({ ...old, lines: update(old.lines) }));
  const [isTried, setIsTried] = useState(false);
  const figureProblem = useFigureProblem();
  const problemsOf = (line: RecipeLine) => ({
    q: figureProblem(line.quantity, 'positive'),
    w:
      line.trim.value === ''
        ? undefined
        : (figureProblem(line.trim, 'zeroOrMore') ??
          (Number(line.trim.value) < 100 ? undefined : t('trimTooLarge'))),
  });
  const change = (key: string, part: Partial<RecipeLine>) =>
    setLines((old) => old.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const save = async (next: RecipeLines) => {
    const proposal = { kind: 'recipe' as const, recipe_id: recipe.id, lines: next };
    const asked = await preview.ask({ company_id: recipe.company_id, change: proposal });
    // Only where booked days would change is there something to choose.
    const matters = asked.error === 'period_locked' || (asked.preview?.days_changed ?? 0) > 0;
    if (!matters)
      run(() => updateRecipeAction({ id: recipe.id, name, lines: next }), {
        done: t('recipeSaved'),
        after: draft.forget,
      });
    else if (name === recipe.name) setProposed(proposal);
    else run(() => updateRecipeAction({ id: recipe.id, name }), { after: () => setProposed(proposal) });
  };
  return (
    <>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          const bad = lines.find((line) => problemsOf(line).q || problemsOf(line).w);
          setIsTried(bad !== undefined);
          if (bad) {
            document.getElementById(`${id}-${bad.key}-${problemsOf(bad).q ? 'q' : 'w'}`)?.focus();
            return;
          }
          save(
            lines.map((line) => {
              const [type, targetId] = line.target.split(':');
              return type === 'recipe'
                ? {
                    sub_recipe_id: targetId,
                    quantity: line.quantity.value,
                    trim_percent: line.trim.value || '0',
                  }
                : {
                    ingredient_id: targetId,
                    quantity: line.quantity.value,
                    unit: line.unit || null,
                    trim_percent: line.trim.value || '0',
                  };
            }),
          );
        }}
      >
        <DraftNotice
          at={draft.resumedAt}
          onDiscard={() => {
            draft.discard();
            setIsTried(false);
          }}
        >
          {draft.value.version === recipe.version ? null : t('recipeMovedOn')}
        </DraftNotice>
        <div className="max-w-md">
          <Field id={`${id}-name`} label={t('name')}>
            <Input
              id={`${id}-name`}
              required
              value={name}
              onChange={(event) => {
                const name = event.target.value;
                draft.set((old) => ({ ...old, name }));
              }}
            />
          </Field>
        </div>
        <fieldset disabled={!allowed} className="grid gap-3">
          <legend className="mb-2 font-medium">{t('linesPerPortion')}</legend>
          {lines.length === 0 ? <p className="text-sm text-muted">{t('noLines')}</p> : null}
          {lines.map((line, index) => {
            const [type] = line.target.split(':');
            const problems = isTried ? problemsOf(line) : { q: undefined, w: undefined };
            const base = type === 'ingredient' ? baseUnitOf(line.target) : undefined;
            const family = FAMILIES.find((one) => base !== undefined && one.includes(base)) ?? [];
            return (
              <div
                key={line.key}
                className="grid grid-cols-[1fr_1fr_auto] items-start gap-3 rounded-lg bg-sunken p-3 md:grid-cols-[1fr_8rem_8rem_7rem_auto]"
              >
                <div className="max-md:col-span-3">
                  <Field id={`${id}-${line.key}-t`} label={`${index + 1}. ${t('ingredientOrRecipe')}`}>
                    <Combobox
                      id={`${id}-${line.key}-t`}
                      label={t('ingredientOrRecipe')}
                      value={line.target}
                      options={options}
                      onChange={(target) => change(line.key, { target, unit: baseUnitOf(target) ?? '' })}
                      onCreate={
                        create &&
                        ((name) =>
                          create(name, (one) =>
                            change(line.key, { target: targetValue(one), unit: one.base_unit ?? '' }),
                          ))
                      }
                      next={`${id}-${line.key}-q`}
                    />
                  </Field>
                </div>
                <Field id={`${id}-${line.key}-q`} label={t('quantity')} problem={problems.q}>
                  <FigureInput
                    id={`${id}-${line.key}-q`}
                    {...faulty(`${id}-${line.key}-q`, problems.q)}
                    figure={line.quantity}
                    onFigure={(quantity) => change(line.key, { quantity })}
                  />
                </Field>
                <div className="max-md:col-span-2">
                  <Field id={`${id}-${line.key}-u`} label={t('unit')}>
                    <Select
                      id={`${id}-${line.key}-u`}
                      value={line.unit}
                      disabled={family.length === 0}
                      onChange={(event) => change(line.key, { unit: event.target.value as BaseUnit })}
                    >
                      {family.length === 0 ? (
                        <option value="">{type === 'recipe' ? units('portions') : '–'}</option>
                      ) : null}
                      {family.map((unit) => (
                        <option key={unit} value={unit}>
                          {units(unit)}
                        </option>
                      ))}
                    </Select>
                  </Field>
                </div>
                <Field id={`${id}-${line.key}-w`} label={t('trim')} problem={problems.w}>
                  <FigureInput
                    id={`${id}-${line.key}-w`}
                    {...faulty(`${id}-${line.key}-w`, problems.w)}
                    figure={line.trim}
                    onFigure={(trim) => change(line.key, { trim })}
                  />
                </Field>
                <Button
                  variant="ghost"
                  size="icon"
                  className="mt-6.5"
                  aria-label={`${t('removeLine')} ${index + 1}`}
                  onClick={() => setLines((old) => old.filter((one) => one.key !== line.key))}
                >
                  <Trash2 aria-hidden />
                </Button>
              </div>
            );
          })}
          <div>
            <Button variant="secondary" onClick={() => setLines(withNewLine)}>
              <Plus aria-hidden />
              {t('addLine')}
            </Button>
          </div>
        </fieldset>
        {error ? (
          <p role="alert" className="rounded-lg bg-bad-soft p-3 text-sm text-bad">
            {error}
          </p>
        ) : null}
        {allowed ? (
          <div>
            <SubmitButton
              pending={pending || preview.pending}
              disabled={lines.some((line) => line.target === '')}
            >
              {t('saveRecipe')}
            </SubmitButton>
          </div>
        ) : null}
      </form>
      {dialog}
      <ChangeDialog
        companyId={recipe.company_id}
        change={proposed}
        today={today}
        title={`${recipe.name}: ${changes('title')}`}
        done={t('recipeSaved')}
        onClose={() => setProposed(null)}
        onApplied={() => {
          draft.forget();
          setProposed(null);
        }}
      />
    </>
  );
}
