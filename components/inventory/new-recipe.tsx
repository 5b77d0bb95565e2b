'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { FormDialog } from '@/components/ui/form-dialog';
import { createRecipeAction } from '@/lib/actions/recipe';
import { createRecipeInput } from '@/lib/contracts/recipes';

export function NewRecipe({ companyId }: { companyId: string }) {
  const t = useTranslations('inventory');
  const router = useRouter();
  return (
    <FormDialog
      trigger={t('newRecipe')}
      title={t('newRecipe')}
      description={t('newRecipeText')}
      fields={[{ name: 'name', label: t('name'), required: true }]}
      initial={{ name: '' }}
      contract={createRecipeInput}
      toInput={({ name }) => ({ company_id: companyId, name, lines: [] })}
      action={(input) => createRecipeAction(input)}
      madeName={({ name }) => name}
      after={({ id }) => router.push(`/inventory/recipes/${id}`)}
    />
  );
}
