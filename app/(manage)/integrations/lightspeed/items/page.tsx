import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { allOf } from '@/app/(manage)/_lib/all-of';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { listFrom, queryOf } from '@/app/(manage)/_lib/page-query';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { FileLinks } from '@/components/imports/file-links';
import { ItemRow } from '@/components/lightspeed/item-row';
import { buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkTabs } from '@/components/ui/link-tabs';
import { NextPage } from '@/components/ui/next-page';
import { NothingFound } from '@/components/ui/nothing-found';
import { PageHeader } from '@/components/ui/page-header';
import { SearchBox } from '@/components/ui/search-box';
import { TextLink } from '@/components/ui/text-link';
import { ITEM_STATES, itemStateSchema } from '@/lib/contracts/lightspeed';
import { currentDay } from '@/lib/services/company/current-day';
import { listIngredients } from '@/lib/services/ingredient/list-ingredients';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { countItems } from '@/lib/services/item/count-items';
import { listItems } from '@/lib/services/item/list-items';
import { listRecipes } from '@/lib/services/recipe/list-recipes';

const PATH = '/integrations/lightspeed/items';

export const generateMetadata = pageTitle('lightspeed.items');

// Over 80 lines: what the page reads and its cards, in the order of the screen.
export default async function ItemsPage({
  searchParams,
}: {
  searchParams: Promise<{ state?: string; search?: string; cursor?: string; archived?: string }>;
}) {
  const { ctx, company } = await pageContext();
  const query = await queryOf(searchParams);
  const t = await getTranslations('lightspeed');
  const crumbs = [
    { href: '/integrations', label: t('integrations') },
    { href: '/integrations/lightspeed', label: 'Lightspeed K-Series' },
  ];
  const integration = await getIntegration(ctx, { company_id: company.id });
  if (!integration?.items_synced_at) {
    return (
      <>
        <PageHeader title={t('items')} text={t('mappingText')} crumbs={crumbs} />
        <EmptyState
          title={t('noItems')}
          text={t(integration ? 'noItemsText' : 'notConnectedText')}
          action={
            <Link className={buttonClass()} href="/integrations/lightspeed">
              {t(integration ? 'syncItems' : 'connect')}
            </Link>
          }
        />
      </>
    );
  }
  const withArchived = query.archived === 'true';
  const address = (one: string | undefined, archived: boolean) => {
    const params = new URLSearchParams();
    if (one) params.set('state', one);
    if (query.search) params.set('search', query.search);
    if (archived) params.set('archived', 'true');
    return params.size > 0 ? `${PATH}?${params}` : PATH;
  };
  const state = itemStateSchema.safeParse(query.state).data;
  const all = { company_id: company.id, limit: 500, include_archived: false };
  const [counts, items, ingredients, recipes, units, names, today] = await Promise.all([
    countItems(ctx, { id: integration.id, search: query.search, include_archived: withArchived }),
    listFrom(query.cursor, (cursor) =>
      listItems(ctx, {
        id: integration.id,
        state,
        search: query.search,
        cursor,
        include_archived: withArchived,
        limit: 50,
      }),
    ),
    allOf((cursor) => listIngredients(ctx, { ...all, cursor })),
    allOf((cursor) => listRecipes(ctx, { ...all, cursor })),
    getTranslations('units'),
    getTranslations('inventory'),
    currentDay(ctx, company.id),
  ]);
  const targets = [
    ...ingredients.map((i) => ({
      value: `ingredient:${i.id}`,
      label: i.name,
      hint: units(i.base_unit),
      group: names('ingredient'),
    })),
    ...recipes.map((r) => ({
      value: `recipe:${r.id}`,
      label: r.name,
      hint: units('portions'),
      group: names('recipe'),
    })),
  ];
  return (
    <>
      <PageHeader
        title={t('items')}
        text={t('mappingText')}
        crumbs={crumbs}
        actions={<FileLinks companyId={company.id} kind="mappings" />}
      />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <LinkTabs
          label={t('stateFilter')}
          tabs={[undefined, ...ITEM_STATES].map((one) => ({
            href: address(one, withArchived),
            label: t(`states.${one ?? 'all'}`),
            count: counts[one ?? 'total'],
            current: one === state,
          }))}
        />
        <SearchBox />
      </div>
      <p className="mb-4 text-sm">
        <TextLink href={address(state, !withArchived)}>
          {t(withArchived ? 'withoutArchived' : 'withArchived')}
        </TextLink>
      </p>
      {items.data.length === 0 ? (
        query.search && counts.total === 0 ? (
          <NothingFound path={PATH} search={query.search}>
            {null}
          </NothingFound>
        ) : (
          <EmptyState
            title={t('nothingHere')}
            text={
              query.search
                ? t('foundElsewhere', { count: counts.total, search: query.search })
                : t('nothingHereText')
            }
            action={
              <Link
                className={buttonClass({ variant: 'secondary' })}
                href={query.search ? address(undefined, withArchived) : PATH}
              >
                {t('states.all')}
              </Link>
            }
          />
        )
      ) : (
        <ul className="divide-y divide-line rounded-xl border border-line bg-surface">
          {items.data.map((item) => (
            <ItemRow key={item.id} item={item} targets={targets} companyId={company.id} today={today} />
          ))}
        </ul>
      )}
      <NextPage path={PATH} params={query} next={items.next_cursor} />
    </>
  );
}
