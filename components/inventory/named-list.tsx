import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
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
  filter,
  empty,
  columns,
  rows,
}: {
  kind: keyof typeof WORDS;
  path: string;
  query: { search?: string; cursor?: string };
  next: string | null;
  /** Makes another one. */
  create: ReactNode;
  /** Beside the search. */
  filter?: ReactNode;
  /** Instead of how to begin, where a filter leaves nothing. */
  empty?: ReactNode;
  /** Heads of the columns between the name's and that of the actions. */
  columns: ReactNode;
  rows: readonly ReactNode[];
}) {
  const t = useTranslations('inventory');
  const stock = useTranslations('stock');
  const [title, text, none, noneText] = WORDS[kind];
  return (
    <>
      <PageHeader title={t(title)} text={t(text)} actions={create} />
      {filter ? (
        <div className="mb-4 grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
          <div className="max-sm:col-span-2 sm:w-60">{filter}</div>
          <div className="max-sm:col-span-2 sm:w-48">
            <Field id="search" label={stock('find')}>
              <SearchBox />
            </Field>
          </div>
        </div>
      ) : (
        <div className="mb-4">
          <SearchBox />
        </div>
      )}
      {rows.length === 0 ? (
        <NothingFound path={path} search={query.search}>
          {empty ?? <EmptyState title={t(none)} text={t(noneText)} />}
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
