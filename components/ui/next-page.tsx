import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from './button';

/** Keyset paging: onward by cursor, back to the start; the browser's back button does the rest. */
export function NextPage({
  path,
  params,
  next,
}: {
  path: string;
  params: Record<string, string | undefined>;
  next: string | null;
}) {
  const t = useTranslations('common');
  const href = (cursor?: string) => {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries({ ...params, cursor })) if (value) query.set(key, value);
    return query.size > 0 ? `${path}?${query}` : path;
  };
  if (!next && !params.cursor) return null;
  return (
    <nav aria-label={t('pages')} className="mt-4 flex justify-end gap-2">
      {params.cursor ? (
        <Link className={buttonClass({ variant: 'secondary', size: 'sm' })} href={href()}>
          {t('firstPage')}
        </Link>
      ) : null}
      {next ? (
        <Link className={buttonClass({ variant: 'secondary', size: 'sm' })} href={href(next)}>
          {t('nextPage')}
        </Link>
      ) : null}
    </nav>
  );
}
