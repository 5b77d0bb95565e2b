'use client';
import { useTranslations } from 'next-intl';
import { FormDialog } from '@/components/ui/form-dialog';
import { createIngredientAction, updateIngredientAction } from '@/lib/actions/ingredient';
import { BASE_UNITS } from '@/lib/contracts/common';
import {
  createIngredientInput,
  type Ingredient,
  type IngredientWriteResult,
} from '@/lib/contracts/ingredients';
import { figureOf } from '@/lib/i18n/figures';

export function IngredientDialog({ companyId, ingredient }: { companyId: string; ingredient?: Ingredient }) {
  const t = useTranslations('inventory');
  const common = useTranslations('common');
  const units = useTranslations('units');
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
        { name: 'allergens', label: t('allergens'), hint: t('allergensHint') },
      ]}
      initial={{
        name: ingredient?.name ?? '',
        base_unit: ingredient?.base_unit ?? 'kg',
        standard_cost: figureOf(ingredient?.standard_cost ?? ''),
        allergens: ingredient?.allergens.join(', ') ?? '',
      }}
      contract={createIngredientInput}
      toInput={({ standard_cost, ...fields }) => ({
        ...fields,
        company_id: companyId,
        standard_cost: standard_cost.value || null,
      })}
      madeName={ingredient ? undefined : ({ name }) => name}
      done={({ revalued_entries: count = 0 }: Ingredient & Partial<IngredientWriteResult>) =>
        count > 0 ? t('savedRevalued', { count }) : common('saved')
      }
      action={async ({ name, base_unit, standard_cost, allergens }) => {
        const fields = { name, base_unit, standard_cost, allergens };
        return ingredient
          ? updateIngredientAction({ id: ingredient.id, ...fields })
          : createIngredientAction({ company_id: companyId, ...fields });
      }}
    />
  );
}
