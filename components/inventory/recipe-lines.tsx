'use client';
import { Plus } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { type Control, type UseFormReturn, useFieldArray } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import type { Option } from '@/components/ui/combobox';
import type { BaseUnit } from '@/lib/contracts/common';
import { readRecipeList } from '@/lib/core/imports/recipe-list';
import { ONE } from '@/lib/core/quantity';
import { convert, smallestUnit } from '@/lib/core/units';
import { NO_FIGURE, notationOf } from '@/lib/i18n/figures';
import { PasteList } from './paste-list';
import { newLine, pastedLine, type RecipeDraft, withoutBlankEnd } from './recipe-draft';
import { RECIPE_GRID, RecipeLineFields } from './recipe-line-fields';
import { type CreateTarget, targetValue } from './use-create-target';

type Form<O> = UseFormReturn<RecipeDraft, unknown, O>;
interface Props<O> {
  form: Form<O>;
  control: Control<RecipeDraft>;
  options: readonly Option[];
  baseUnitOf: (target: string) => BaseUnit | undefined;
  onCreate: CreateTarget | undefined;
  isLocked: boolean;
}

/** Lines for one portion as a grid: Enter goes to the next line, a pasted list becomes lines. */
export function RecipeLines<O>({ form, control, options, baseUnitOf, onCreate, isLocked }: Props<O>) {
  const t = useTranslations('inventory');
  const { fields, append, remove, replace } = useFieldArray({ control, name: 'lines' });
  const { opened, taken, choose, goOn, take } = useLineActs(form, options, baseUnitOf, replace);
  const focusLine = (index: number) =>
    index < fields.length
      ? form.setFocus(`lines.${index}.target`)
      : append(newLine(), { focusName: `lines.${index}.target` });
  const onKeyDown = (event: KeyboardEvent) => {
    const field = (event.target as Element).closest('input, select')?.closest<HTMLElement>('[data-line]');
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (!field || event.key !== 'Enter' || !isPlain || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const index = Number(field.dataset.line);
    focusLine(form.getValues(`lines.${index}.target`) === '' ? index : index + 1);
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain').trim();
    const isInText = (event.target as Element).closest('input, textarea') !== null;
    const isList = /[\r\n\t]/.test(text) || (!isInText && text !== '');
    if (isLocked || !isList || (event.target as Element).closest('textarea')) return;
    event.preventDefault();
    take(text);
  };
  return (
    <fieldset disabled={isLocked} className="grid gap-3 md:gap-2" onKeyDown={onKeyDown} onPaste={onPaste}>
      <legend className="mb-2 font-medium">{t('linesPerPortion')}</legend>
      {fields.length === 0 ? (
        <p className="text-sm text-muted">{t('noLines')}</p>
      ) : (
        <div aria-hidden className={`${RECIPE_GRID} hidden text-sm text-muted`}>
          <span>{t('ingredientOrRecipe')}</span>
          <span className="text-right">{t('quantity')}</span>
          <span>{t('unit')}</span>
          <span className="text-right">{t('trim')}</span>
          <span className="w-10" />
        </div>
      )}
      {fields.map((field, index) => (
        <RecipeLineFields
          key={field.id}
          control={control}
          index={index}
          options={options}
          baseUnitOf={baseUnitOf}
          opens={opened === index}
          onChosen={(target) => choose(index, target, baseUnitOf(target))}
          toNext={() => goOn(index)}
          onCreate={
            onCreate &&
            ((name) => onCreate({ name }, (one) => choose(index, targetValue(one), one.base_unit)))
          }
          onRemove={() => remove(index)}
        />
      ))}
      <p role="status" className="text-sm text-muted empty:hidden">
        {taken ? t('listTaken', taken) : null}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" onClick={() => focusLine(fields.length)}>
          <Plus aria-hidden />
          {t('addLine')}
        </Button>
        {isLocked ? null : <PasteList onTake={take} />}
      </div>
    </fieldset>
  );
}

/** Choosing the target of a line, and lists; `opened`: the line whose chooser is to open by itself. */
function useLineActs<O>(
  form: Form<O>,
  options: readonly Option[],
  baseUnitOf: (target: string) => BaseUnit | undefined,
  replace: (lines: RecipeDraft['lines']) => void,
) {
  const locale = useLocale();
  const [opened, setOpened] = useState<number | null>(null);
  const [taken, setTaken] = useState<{ count: number; open: number } | null>(null);
  const firstOpen = (from = 0) =>
    form.getValues('lines').findIndex((line, index) => index >= from && line.asked !== '');
  return {
    opened,
    taken,
    /** Grams and millilitres unless the line has a unit of the same kind. */
    choose(index: number, target: string, base: BaseUnit | null | undefined) {
      const { unit } = form.getValues(`lines.${index}`);
      const keeps = unit !== '' && base != null && convert(ONE, unit, base) !== null;
      form.setValue(`lines.${index}.target`, target);
      form.setValue(`lines.${index}.asked`, '');
      form.setValue(`lines.${index}.unit`, keeps ? unit : base ? smallestUnit(base) : '');
      // An amount of another kind says nothing about this one.
      if (unit !== '' && !keeps) form.setValue(`lines.${index}.quantity`, NO_FIGURE);
      setOpened(null);
    },
    /** To the amount, or where the list gave it, to what else it named and nobody knows. */
    goOn(index: number) {
      const next = form.getValues(`lines.${index}.quantity`).value === '' ? -1 : firstOpen();
      if (next >= 0) setOpened(next);
      else form.setFocus(`lines.${index}.quantity`);
    },
    /** Puts a list behind the lines there are; of what it names unknown the first is asked for. */
    take(text: string) {
      const targets = options.map(({ value, label }) => ({
        value,
        name: label,
        baseUnit: value.startsWith('recipe:') ? null : (baseUnitOf(value) ?? null),
      }));
      const lines = readRecipeList(text, targets, notationOf(locale)).map(pastedLine);
      const before = withoutBlankEnd(form.getValues('lines'));
      replace([...before, ...lines]);
      setTaken({ count: lines.length, open: lines.filter((line) => line.said !== '').length });
      const first = lines.findIndex((line) => line.target === '');
      setOpened(first < 0 ? null : before.length + first);
    },
  };
}
