'use client';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryStates } from 'nuqs';
import { Input } from './input';

export function SearchBox() {
  const t = useTranslations('common');
  const [{ search }, set] = useQueryStates(
    { search: parseAsString.withDefault(''), cursor: parseAsString },
    { shallow: false, throttleMs: 300 },
  );
  return (
    <Input
      type="search"
      aria-label={t('search')}
      placeholder={t('search')}
      className="sm:max-w-72"
      value={search}
      onChange={(event) => set({ search: event.target.value || null, cursor: null })}
    />
  );
}
