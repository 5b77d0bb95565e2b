import { getTranslations } from 'next-intl/server';
import { namedList } from '@/app/(manage)/_lib/named-list';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { FileLinks } from '@/components/imports/file-links';
import { ArchiveButton } from '@/components/inventory/archive-button';
import { NamedList } from '@/components/inventory/named-list';
import { NewRecipe } from '@/components/inventory/new-recipe';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { listRecipes } from '@/lib/services/recipe/list-recipes';

export const generateMetadata = pageTitle('inventory.recipes');

export default traced(async function RecipesPage({
  searchParams,
}: {
  searchParams: Promise<{ search?: string; cursor?: string }>;
}) {
  const t = await getTranslations('inventory');
  const { companyId, query, data, next } = await namedList(searchParams, listRecipes);
  return (
    <NamedList
      kind="recipes"
      path="/inventory/recipes"
      query={query}
      next={next}
      create={
        <>
          <FileLinks companyId={companyId} kind="recipes" />
          <NewRecipe companyId={companyId} />
        </>
      }
      columns={
        <>
          <Th num>{t('lines')}</Th>
          <Th num>{t('version')}</Th>
        </>
      }
      rows={data.map((recipe) => (
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
              <ArchiveButton kind="recipe" id={recipe.id} name={recipe.name} archived={!recipe.is_active} />
            </div>
          </Td>
        </tr>
      ))}
    />
  );
});
