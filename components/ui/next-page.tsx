import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from './button';
import { cn } from './cn';

/** Keyset paging: onward by cursor, back to the start; the browser's back button does the rest. */
export function NextPage({
  path,
  params,
  next,
  name = 'cursor',
  label,
  anchor,
  className,
}: {
  path: string;
  params: Record<string, string | undefined>;
  next: string | null;
  /** What the address calls the place, and what the pages are of, where a page has two lists. */
  name?: string;
  label?: string;
  /** The list's own place on the page. */
  anchor?: string;
  className?: string;
}) {
  const t = useTranslations('common');
  const href = (cursor?: string) => {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries({ ...params, [name]: cursor }))
      if (value) query.set(key, value);
    const at = anchor === undefined ? '' : `#${anchor}`;
    return `${path}${query.size > 0 ? `?${query}` : ''}${at}`;
  };
  if (!next && !params[name]) return null;
  return (
    <nav aria-label={label ?? t('pages')} className={cn('mt-4 flex justify-end gap-2', className)}>
      {params[name] ? (
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
