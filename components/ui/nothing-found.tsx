import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { buttonClass } from './button';
import { EmptyState } from './empty-state';

/** For an empty list: when a search emptied it that is said, else `children` tells how to begin. */
export function NothingFound({
  search,
  path,
  children,
}: {
  search: string | undefined;
  path: string;
  children: ReactNode;
}) {
  const t = useTranslations('common');
  if (!search) return children;
  return (
    <EmptyState
      title={t('nothingFoundFor', { search })}
      text={t('nothingFoundText')}
      action={
        <Link className={buttonClass({ variant: 'secondary' })} href={path}>
          {t('showAll')}
        </Link>
      }
    />
  );
}
