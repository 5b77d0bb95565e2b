import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { listFrom, queryOf } from '@/app/(manage)/_lib/page-query';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { ArchiveButton } from '@/components/inventory/archive-button';
import { IngredientDialog } from '@/components/inventory/ingredient-dialog';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { NextPage } from '@/components/ui/next-page';
import { NothingFound } from '@/components/ui/nothing-found';
import { PageHeader } from '@/components/ui/page-header';
import { SearchBox } from '@/components/ui/search-box';
import { Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { listIngredients } from '@/lib/services/ingredient/list-ingredients';

export const generateMetadata = pageTitle('inventory.ingredients');

export default traced(async function IngredientsPage({
  searchParams,
}: {
  searchParams: Promise<{ search?: string; cursor?: string }>;
}) {
  const { ctx, company } = await pageContext();
  const query = await queryOf(searchParams);
  const t = await getTranslations('inventory');
  const units = await getTranslations('units');
  const ingredients = await listFrom(query.cursor, (cursor) =>
    listIngredients(ctx, {
      company_id: company.id,
      search: query.search,
      cursor,
      include_archived: true,
      limit: 50,
    }),
  );
  return (
    <>
      <PageHeader
        title={t('ingredients')}
        text={t('ingredientsText')}
        actions={<IngredientDialog companyId={company.id} />}
      />
      <div className="mb-4">
        <SearchBox />
      </div>
      {ingredients.data.length === 0 ? (
        <NothingFound path="/inventory/ingredients" search={query.search}>
          <EmptyState title={t('noIngredients')} text={t('noIngredientsText')} />
        </NothingFound>
      ) : (
        <Table stack label={t('ingredients')}>
          <thead>
            <tr>
              <Th>{t('name')}</Th>
              <Th>{t('baseUnit')}</Th>
              <Th num>{t('standardCost')}</Th>
              <Th>{t('allergens')}</Th>
              <Th>
                <span className="sr-only">{t('actions')}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {ingredients.data.map((ingredient) => (
              <tr key={ingredient.id}>
                <Td className="font-medium">
                  <TextLink href={`/inventory/ingredients/${ingredient.id}`}>{ingredient.name}</TextLink>{' '}
                  {ingredient.is_active ? null : <Badge>{t('archived')}</Badge>}
                </Td>
                <Td label={t('baseUnit')}>{units(ingredient.base_unit)}</Td>
                <Td num {...(ingredient.standard_cost ? { label: t('standardCost') } : { phone: 'hide' })}>
                  <Amount value={ingredient.standard_cost} digits={4} minDigits={2} />
                </Td>
                <Td label={t('allergens')} className="text-muted">
                  {ingredient.allergens.join(', ') || '–'}
                </Td>
                <Td>
                  <div className="flex justify-end gap-2">
                    <IngredientDialog companyId={company.id} ingredient={ingredient} />
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
          </tbody>
        </Table>
      )}
      <NextPage path="/inventory/ingredients" params={query} next={ingredients.next_cursor} />
    </>
  );
});
