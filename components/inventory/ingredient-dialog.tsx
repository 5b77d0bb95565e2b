'use client';
import { useTranslations } from 'next-intl';
import { FormDialog } from '@/components/ui/form-dialog';
import { createIngredientAction, updateIngredientAction } from '@/lib/actions/ingredient';
import { BASE_UNITS, type BaseUnit } from '@/lib/contracts/common';
import {
  createIngredientInput,
  type Ingredient,
  type IngredientWriteResult,
} from '@/lib/contracts/ingredients';
import { minimumAsSpoken, minimumInBase, minimumUnits } from '@/lib/core/minimum-stock';
import { figureOf } from '@/lib/i18n/figures';

export function IngredientDialog({ companyId, ingredient }: { companyId: string; ingredient?: Ingredient }) {
  const t = useTranslations('inventory');
  const common = useTranslations('common');
  const units = useTranslations('units');
  const base = (unit: string) => unit as BaseUnit;
  const minimum = ingredient?.minimum_quantity
    ? minimumAsSpoken(ingredient.minimum_quantity, ingredient.base_unit)
    : undefined;
  return (
    <FormDialog
      trigger={t(ingredient ? 'edit' : 'newIngredient')}
      of={ingredient?.name}
      triggerVariant={ingredient ? 'secondary' : 'primary'}
      triggerSize={ingredient ? 'sm' : 'md'}
      title={ingredient ? ingredient.name : t('newIngredient')}
      fields={[
        { name: 'name', label: t('name'), required: true },
        {
          name: 'base_unit',
          label: t('baseUnit'),
          hint: t('baseUnitHint'),
          kind: 'select',
          required: true,
          options: BASE_UNITS.map((unit) => ({ value: unit, label: units(unit) })),
        },
        {
          name: 'standard_cost',
          label: t('standardCost'),
          hint: t('standardCostHint'),
          kind: 'decimal',
        },
        { name: 'minimum_quantity', label: t('minimum'), hint: t('minimumHint'), kind: 'decimal' },
        {
          name: 'minimum_unit',
          label: t('minimumUnit'),
          kind: 'select',
          when: ({ minimum_quantity, base_unit }) =>
            minimum_quantity.value !== '' && minimumUnits(base(base_unit)).length > 1,
          options: ({ base_unit }) =>
            minimumUnits(base(base_unit)).map((unit) => ({ value: unit, label: units(unit) })),
        },
        { name: 'allergens', label: t('allergens'), hint: t('allergensHint') },
      ]}
      initial={{
        name: ingredient?.name ?? '',
        base_unit: ingredient?.base_unit ?? 'kg',
        standard_cost: figureOf(ingredient?.standard_cost ?? ''),
        minimum_quantity: figureOf(minimum?.amount ?? ''),
        minimum_unit: minimum?.unit ?? '',
        allergens: ingredient?.allergens.join(', ') ?? '',
      }}
      contract={createIngredientInput}
      toInput={({ standard_cost, minimum_quantity, minimum_unit, ...fields }) => ({
        ...fields,
        company_id: companyId,
        standard_cost: standard_cost.value || null,
        minimum_quantity: minimumInBase(minimum_quantity.value, minimum_unit, base(fields.base_unit)) || null,
      })}
      madeName={ingredient ? undefined : ({ name }) => name}
      done={({ revalued_entries: count = 0 }: Ingredient & Partial<IngredientWriteResult>) =>
        count > 0 ? t('savedRevalued', { count }) : common('saved')
      }
      action={async ({ name, base_unit, standard_cost, minimum_quantity, allergens }) => {
        const fields = { name, base_unit, standard_cost, minimum_quantity, allergens };
        return ingredient
          ? updateIngredientAction({ id: ingredient.id, ...fields })
          : createIngredientAction({ company_id: companyId, ...fields });
      }}
    />
  );
}
