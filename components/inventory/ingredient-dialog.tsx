'use client';
import { useTranslations } from 'next-intl';
import { FormDialog } from '@/components/ui/form-dialog';
import { createIngredientAction, updateIngredientAction } from '@/lib/actions/ingredient';
import {
  BASE_UNITS,
  type BaseUnit,
  type Ingredient,
  type IngredientWriteResult,
} from '@/lib/contracts/inventory';

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
        { name: 'name', label: t('name'), required: true, initial: ingredient?.name },
        {
          name: 'base_unit',
          label: t('baseUnit'),
          hint: t('baseUnitHint'),
          kind: 'select',
          required: true,
          initial: ingredient?.base_unit ?? 'kg',
          options: BASE_UNITS.map((unit) => ({ value: unit, label: units(unit) })),
        },
        {
          name: 'standard_cost',
          label: t('standardCost'),
          hint: t('standardCostHint'),
          kind: 'decimal',
          rule: 'zeroOrMore',
          initial: ingredient?.standard_cost ?? '',
        },
        {
          name: 'allergens',
          label: t('allergens'),
          hint: t('allergensHint'),
          initial: ingredient?.allergens.join(', '),
        },
      ]}
      done={(data) => {
        const count = (data as Partial<IngredientWriteResult> | undefined)?.revalued_entries ?? 0;
        return count > 0 ? t('savedRevalued', { count }) : common('saved');
      }}
      onSubmit={(values) => {
        const fields = {
          name: String(values.name),
          base_unit: values.base_unit as BaseUnit,
          allergens: String(values.allergens),
          standard_cost: String(values.standard_cost) === '' ? null : String(values.standard_cost),
        };
        return ingredient
          ? updateIngredientAction({ id: ingredient.id, ...fields })
          : createIngredientAction({ company_id: companyId, ...fields });
      }}
    />
  );
}
