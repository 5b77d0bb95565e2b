import { getTranslations } from 'next-intl/server';
import { allOf } from '@/app/(manage)/_lib/all-of';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { listFrom, queryOf } from '@/app/(manage)/_lib/page-query';
import { thingPage } from '@/app/(manage)/_lib/thing-page';
import { traced } from '@/app/(manage)/_lib/traced';
import { History } from '@/components/history/history';
import { ArchiveButton } from '@/components/inventory/archive-button';
import { DuplicateRecipe } from '@/components/inventory/duplicate-recipe';
import { RecipeEditor } from '@/components/inventory/recipe-editor';
import { Uses } from '@/components/inventory/uses';
import { Elsewhere } from '@/components/shell/elsewhere';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import type { BaseUnit } from '@/lib/contracts/common';
import { currentDay } from '@/lib/services/company/current-day';
import { historyOf } from '@/lib/services/history/list-history';
import { listIngredients } from '@/lib/services/ingredient/list-ingredients';
import { getRecipe } from '@/lib/services/recipe/get-recipe';
import { listRecipeUses } from '@/lib/services/recipe/list-recipe-uses';
import { listRecipes } from '@/lib/services/recipe/list-recipes';

const page = thingPage('recipe', getRecipe);
export const generateMetadata = page.title((recipe) => recipe.name);

// Over 80 lines: what the page reads and its cards, in the order of the screen.
export default traced(async function RecipePage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ copy?: string; history?: string }>;
}) {
  const { ctx, company } = await pageContext();
  const { id } = await params;
  const { copy, history: cursor } = await queryOf(searchParams);
  const t = await getTranslations('inventory');
  const units = await getTranslations('units');
  const { thing: recipe, elsewhere } = await page.load(id);
  if (elsewhere) return <Elsewhere company={elsewhere} />;
  const all = { company_id: company.id, limit: 500 };
  const [ingredients, recipes, today, uses, history] = await Promise.all([
    // Archived ones too: a line that still names one must show its name.
    allOf((cursor) => listIngredients(ctx, { ...all, include_archived: true, cursor })),
    allOf((cursor) => listRecipes(ctx, { ...all, include_archived: true, cursor })),
    currentDay(ctx, company.id),
    listRecipeUses(ctx, { id, company_id: company.id }),
    listFrom(cursor, (cursor) => historyOf('recipe')(ctx, { id, company_id: company.id, limit: 10, cursor })),
  ]);
  const used = new Set(recipe.lines.flatMap((line) => [line.ingredient_id, line.sub_recipe_id]));
  const targets = [
    ...ingredients
      .filter((one) => one.is_active || used.has(one.id))
      .map((one) => ({
        value: `ingredient:${one.id}`,
        label: one.name,
        hint: units(one.base_unit),
        group: t('ingredient'),
      })),
    ...recipes
      .filter((one) => one.id !== recipe.id && (one.is_active || used.has(one.id)))
      .map((one) => ({
        value: `recipe:${one.id}`,
        label: one.name,
        hint: units('portions'),
        group: t('recipe'),
      })),
  ];
  const baseUnits = Object.fromEntries(ingredients.map((one) => [one.id, one.base_unit])) as Record<
    string,
    BaseUnit
  >;
  return (
    <>
      <PageHeader
        title={recipe.name}
        crumbs={[{ href: '/inventory/recipes', label: t('recipes') }]}
        badge={recipe.is_active ? null : <Badge>{t('archived')}</Badge>}
        text={t('recipeVersion', { version: recipe.version })}
        actions={
          <>
            <DuplicateRecipe id={recipe.id} name={recipe.name} />
            <ArchiveButton kind="recipe" id={recipe.id} name={recipe.name} archived={!recipe.is_active} />
          </>
        }
      />
      <Card>
        <RecipeEditor
          key={recipe.version}
          today={today}
          recipe={recipe}
          targets={targets}
          baseUnits={baseUnits}
          beginsAtName={copy !== undefined && recipe.version === 1}
        />
      </Card>
      <Card
        className="mt-6"
        title={t('usedIn')}
        description={uses.data.length === 0 ? t('usedNowhere') : undefined}
      >
        {uses.data.length > 0 ? <Uses uses={uses.data} /> : null}
      </Card>
      <div className="mt-6">
        <History
          of={{ kind: 'recipe', id, companyId: company.id }}
          history={history}
          today={today}
          path={`/inventory/recipes/${id}`}
          params={{ history: cursor }}
        />
      </div>
    </>
  );
});
