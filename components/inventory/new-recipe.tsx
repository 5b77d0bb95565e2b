'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { FormDialog } from '@/components/ui/form-dialog';
import { createRecipeAction } from '@/lib/actions/recipe';

export function NewRecipe({ companyId }: { companyId: string }) {
  const t = useTranslations('inventory');
  const router = useRouter();
  return (
    <FormDialog
      trigger={t('newRecipe')}
      title={t('newRecipe')}
      description={t('newRecipeText')}
      fields={[{ name: 'name', label: t('name'), required: true }]}
      onSubmit={async (values) => {
        const result = await createRecipeAction({
          company_id: companyId,
          name: String(values.name),
          lines: [],
        });
        if (result?.data) router.push(`/inventory/recipes/${result.data.id}`);
        return result;
      }}
    />
  );
}
