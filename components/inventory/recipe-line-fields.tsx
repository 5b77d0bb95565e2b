'use client';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type Control, useWatch } from 'react-hook-form';
import { Button } from '@/components/ui/button';
import type { Option } from '@/components/ui/combobox';
import { ComboboxField, FigureField, SelectField } from '@/components/ui/form-fields';
import type { BaseUnit } from '@/lib/contracts/common';
import { unitsLike } from '@/lib/core/units';
import type { RecipeDraft } from './recipe-draft';

/** Its columns where they fit beside each other; on a phone each line is a card. */
export const RECIPE_GRID =
  'md:grid md:grid-cols-[minmax(0,1fr)_7rem_8rem_6rem_auto] md:gap-2 md:rounded-none md:bg-transparent md:p-0';

/** One line of a recipe: what, how much of it a portion takes, and what is trimmed away. */
export function RecipeLineFields({
  control,
  index,
  options,
  baseUnitOf,
  opens,
  onChosen,
  toNext,
  onCreate,
  onRemove,
}: {
  control: Control<RecipeDraft>;
  index: number;
  options: readonly Option[];
  baseUnitOf: (target: string) => BaseUnit | undefined;
  /** Its chooser opens by itself. */
  opens: boolean;
  onChosen: (target: string) => void;
  /** Once its target is chosen. */
  toNext: () => void;
  onCreate: ((name: string) => void) | undefined;
  onRemove: () => void;
}) {
  const t = useTranslations('inventory');
  const units = useTranslations('units');
  const line = `lines.${index}` as const;
  const { target, unit, asked, said } = useWatch({ control, name: line });
  const base = target.startsWith('ingredient:') ? baseUnitOf(target) : undefined;
  const empty = target.startsWith('recipe:') ? units('portions') : '–';
  // The unit that a list gave stands before its ingredient is known.
  const choices = base ? unitsLike(base) : unit === '' ? [] : [unit];
  return (
    <div
      data-line={index}
      className={`${RECIPE_GRID} grid-cols-[1.1fr_1.4fr_0.9fr_auto] items-start gap-2 rounded-lg bg-sunken p-2.5 max-md:grid max-md:[&_label]:text-xs max-md:[&_label]:whitespace-nowrap max-md:[&_input]:px-2 max-md:[&_select]:pr-7 max-md:[&_select]:pl-2 max-md:[&_select+svg]:right-1.5 md:[&_label]:sr-only md:[&_:is(input,select,[data-chooser])]:h-9`}
    >
      <div className="max-md:col-span-4">
        <ComboboxField
          control={control}
          name={`${line}.target`}
          label={`${index + 1}. ${t('ingredientOrRecipe')}`}
          chooserLabel={t('ingredientOrRecipe')}
          options={options}
          asked={asked}
          opens={opens}
          onChosen={onChosen}
          onCreate={onCreate}
          next={toNext}
        />
        {said === '' ? null : (
          <p className="mt-1 text-sm break-words text-muted">{t('pasted', { text: said })}</p>
        )}
      </div>
      <FigureField control={control} name={`${line}.quantity`} label={t('quantity')} enterKeyHint="next" />
      <SelectField
        control={control}
        name={`${line}.unit`}
        label={t('unit')}
        disabled={base === undefined}
        empty={choices.length === 0 ? empty : undefined}
        options={choices.map((unit) => ({ value: unit, label: units(unit) }))}
      />
      <FigureField control={control} name={`${line}.trim`} label={t('trim')} enterKeyHint="next" />
      <Button
        variant="ghost"
        size="icon"
        className="mt-5.5 md:mt-0 md:h-9"
        aria-label={`${t('removeLine')} ${index + 1}`}
        onClick={onRemove}
      >
        <Trash2 aria-hidden />
      </Button>
    </div>
  );
}
