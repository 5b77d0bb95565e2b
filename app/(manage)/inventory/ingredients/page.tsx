import { getTranslations } from 'next-intl/server';
import { namedList } from '@/app/(manage)/_lib/named-list';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { FileLinks } from '@/components/imports/file-links';
import { ArchiveButton } from '@/components/inventory/archive-button';
import { IngredientDialog } from '@/components/inventory/ingredient-dialog';
import { MinimumCell } from '@/components/inventory/minimum-cell';
import { NamedList } from '@/components/inventory/named-list';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { QuerySelect } from '@/components/ui/query-select';
import { Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { listIngredients } from '@/lib/services/ingredient/list-ingredients';

export const generateMetadata = pageTitle('inventory.ingredients');

export default traced(async function IngredientsPage({
  searchParams,
}: {
  searchParams: Promise<{ search?: string; cursor?: string; below_minimum?: string }>;
}) {
  const t = await getTranslations('inventory');
  const units = await getTranslations('units');
  const isBelow = (await searchParams).below_minimum === 'true';
  const { companyId, query, data, next } = await namedList(searchParams, (ctx, input) =>
    listIngredients(ctx, { ...input, below_minimum: isBelow }),
  );
  return (
    <NamedList
      kind="ingredients"
      path="/inventory/ingredients"
      query={query}
      next={next}
      create={
        <>
          <FileLinks companyId={companyId} kind="ingredients" />
          <IngredientDialog companyId={companyId} />
        </>
      }
      filter={
        <QuerySelect
          name="below_minimum"
          label={t('stockFilter')}
          all={t('stockAll')}
          options={[{ value: 'true', label: t('belowMinimum') }]}
        />
      }
      empty={isBelow ? <EmptyState title={t('noneBelow')} text={t('noneBelowText')} /> : undefined}
      columns={
        <>
          <Th>{t('baseUnit')}</Th>
          <Th num>{t('standardCost')}</Th>
          <Th num>{t('minimum')}</Th>
          <Th>{t('allergens')}</Th>
        </>
      }
      rows={data.map((ingredient) => (
        <tr key={ingredient.id}>
          <Td className="font-medium">
            <TextLink href={`/inventory/ingredients/${ingredient.id}`}>{ingredient.name}</TextLink>{' '}
            {ingredient.is_active ? null : <Badge>{t('archived')}</Badge>}
            {ingredient.is_below_minimum ? <Badge tone="warn">{t('belowMinimum')}</Badge> : null}
          </Td>
          <Td label={t('baseUnit')}>{units(ingredient.base_unit)}</Td>
          <Td num {...(ingredient.standard_cost ? { label: t('standardCost') } : { phone: 'hide' })}>
            <Amount value={ingredient.standard_cost} digits={4} minDigits={2} />
          </Td>
          <Td num {...(ingredient.minimum_quantity ? { label: t('minimum') } : { phone: 'hide' })}>
            <MinimumCell ingredient={ingredient} />
          </Td>
          <Td label={t('allergens')} className="text-muted">
            {ingredient.allergens.join(', ') || '–'}
          </Td>
          <Td>
            <div className="flex justify-end gap-2">
              <IngredientDialog companyId={companyId} ingredient={ingredient} />
              <ArchiveButton
                kind="ingredient"
                id={ingredient.id}
                name={ingredient.name}
                archived={!ingredient.is_active}
              />
            </div>
          </Td>
        </tr>
      ))}
    />
  );
});
