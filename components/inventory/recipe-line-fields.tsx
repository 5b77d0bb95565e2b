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

/** One line of a recipe: what, how much of it a portion takes, and what is trimmed away. */
export function RecipeLineFields({
  control,
  index,
  options,
  baseUnitOf,
  onChosen,
  toQuantity,
  onCreate,
  onRemove,
}: {
  control: Control<RecipeDraft>;
  index: number;
  options: readonly Option[];
  baseUnitOf: (target: string) => BaseUnit | undefined;
  onChosen: (target: string) => void;
  toQuantity: () => void;
  onCreate: ((name: string) => void) | undefined;
  onRemove: () => void;
}) {
  const t = useTranslations('inventory');
  const units = useTranslations('units');
  const line = `lines.${index}` as const;
  const target = useWatch({ control, name: `${line}.target` });
  const base = target.startsWith('ingredient:') ? baseUnitOf(target) : undefined;
  const empty = target.startsWith('recipe:') ? units('portions') : '–';
  return (
    <div className="grid grid-cols-[1fr_1fr_auto] items-start gap-3 rounded-lg bg-sunken p-3 md:grid-cols-[1fr_8rem_8rem_7rem_auto]">
      <div className="max-md:col-span-3">
        <ComboboxField
          control={control}
          name={`${line}.target`}
          label={`${index + 1}. ${t('ingredientOrRecipe')}`}
          chooserLabel={t('ingredientOrRecipe')}
          options={options}
          onChosen={onChosen}
          onCreate={onCreate}
          next={toQuantity}
        />
      </div>
      <FigureField control={control} name={`${line}.quantity`} label={t('quantity')} />
      <div className="max-md:col-span-2">
        <SelectField
          control={control}
          name={`${line}.unit`}
          label={t('unit')}
          disabled={base === undefined}
          empty={base === undefined ? empty : undefined}
          options={(base ? unitsLike(base) : []).map((unit) => ({ value: unit, label: units(unit) }))}
        />
      </div>
      <FigureField control={control} name={`${line}.trim`} label={t('trim')} />
      <Button
        variant="ghost"
        size="icon"
        className="mt-6.5"
        aria-label={`${t('removeLine')} ${index + 1}`}
        onClick={onRemove}
      >
        <Trash2 aria-hidden />
      </Button>
    </div>
  );
}
