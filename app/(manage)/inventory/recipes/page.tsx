import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { listFrom, queryOf } from '@/app/(manage)/_lib/page-query';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { ArchiveButton } from '@/components/inventory/archive-button';
import { NewRecipe } from '@/components/inventory/new-recipe';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { NextPage } from '@/components/ui/next-page';
import { NothingFound } from '@/components/ui/nothing-found';
import { PageHeader } from '@/components/ui/page-header';
import { SearchBox } from '@/components/ui/search-box';
import { Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { listRecipes } from '@/lib/services/recipe/list-recipes';

export const generateMetadata = pageTitle('inventory.recipes');

export default traced(async function RecipesPage({
  searchParams,
}: {
  searchParams: Promise<{ search?: string; cursor?: string }>;
}) {
  const { ctx, company } = await pageContext();
  const query = await queryOf(searchParams);
  const t = await getTranslations('inventory');
  const recipes = await listFrom(query.cursor, (cursor) =>
    listRecipes(ctx, {
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
        title={t('recipes')}
        text={t('recipesText')}
        actions={<NewRecipe companyId={company.id} />}
      />
      <div className="mb-4">
        <SearchBox />
      </div>
      {recipes.data.length === 0 ? (
        <NothingFound path="/inventory/recipes" search={query.search}>
          <EmptyState title={t('noRecipes')} text={t('noRecipesText')} />
        </NothingFound>
      ) : (
        <Table stack label={t('recipes')}>
          <thead>
            <tr>
              <Th>{t('name')}</Th>
              <Th num>{t('lines')}</Th>
              <Th num>{t('version')}</Th>
              <Th>
                <span className="sr-only">{t('actions')}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {recipes.data.map((recipe) => (
              <tr key={recipe.id}>
                <Td>
                  <TextLink href={`/inventory/recipes/${recipe.id}`}>{recipe.name}</TextLink>{' '}
                  {recipe.is_active ? null : <Badge>{t('archived')}</Badge>}
                </Td>
                <Td num label={t('lines')}>
                  <Amount value={String(recipe.lines.length)} />
                </Td>
                <Td num label={t('version')}>
                  {recipe.version}
                </Td>
                <Td>
                  <div className="flex justify-end">
                    <ArchiveButton
                      kind="recipe"
                      id={recipe.id}
                      name={recipe.name}
                      archived={!recipe.is_active}
                    />
                  </div>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <NextPage path="/inventory/recipes" params={query} next={recipes.next_cursor} />
    </>
  );
});
