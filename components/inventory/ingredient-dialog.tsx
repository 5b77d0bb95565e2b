'use client';
import { useTranslations } from 'next-intl';
import { FormDialog } from '@/components/ui/form-dialog';
import { createIngredientAction, updateIngredientAction } from '@/lib/actions/ingredient';
import { BASE_UNITS, type BaseUnit, type Ingredient } from '@/lib/contracts/inventory';

export function IngredientDialog({ companyId, ingredient }: { companyId: string; ingredient?: Ingredient }) {
  const t = useTranslations('inventory');
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
          name: 'allergens',
          label: t('allergens'),
          hint: t('allergensHint'),
          initial: ingredient?.allergens.join(', '),
        },
      ]}
      onSubmit={(values) => {
        const fields = {
          name: String(values.name),
          base_unit: values.base_unit as BaseUnit,
          allergens: String(values.allergens),
        };
        return ingredient
          ? updateIngredientAction({ id: ingredient.id, ...fields })
          : createIngredientAction({ company_id: companyId, ...fields });
      }}
    />
  );
}
