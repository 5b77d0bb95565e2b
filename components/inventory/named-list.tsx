import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { NextPage } from '@/components/ui/next-page';
import { NothingFound } from '@/components/ui/nothing-found';
import { PageHeader } from '@/components/ui/page-header';
import { SearchBox } from '@/components/ui/search-box';
import { Table, Th } from '@/components/ui/table';

const WORDS = {
  ingredients: ['ingredients', 'ingredientsText', 'noIngredients', 'noIngredientsText'],
  recipes: ['recipes', 'recipesText', 'noRecipes', 'noRecipesText'],
  storageUnits: ['storageUnits', 'storageUnitsText', 'noStorageUnits', 'noStorageUnitsText'],
} as const;

/** A page of named things: what they are for, the search, their table, and the way to more of them. */
export function NamedList({
  kind,
  path,
  query,
  next,
  create,
  columns,
  rows,
}: {
  kind: keyof typeof WORDS;
  path: string;
  query: { search?: string; cursor?: string };
  next: string | null;
  /** Makes another one. */
  create: ReactNode;
  /** Heads of the columns between the name's and that of the actions. */
  columns: ReactNode;
  rows: readonly ReactNode[];
}) {
  const t = useTranslations('inventory');
  const [title, text, empty, emptyText] = WORDS[kind];
  return (
    <>
      <PageHeader title={t(title)} text={t(text)} actions={create} />
      <div className="mb-4">
        <SearchBox />
      </div>
      {rows.length === 0 ? (
        <NothingFound path={path} search={query.search}>
          <EmptyState title={t(empty)} text={t(emptyText)} />
        </NothingFound>
      ) : (
        <Table stack label={t(title)}>
          <thead>
            <tr>
              <Th>{t('name')}</Th>
              {columns}
              <Th>
                <span className="sr-only">{t('actions')}</span>
              </Th>
            </tr>
          </thead>
          <tbody>{rows}</tbody>
        </Table>
      )}
      <NextPage path={path} params={query} next={next} />
    </>
  );
}
