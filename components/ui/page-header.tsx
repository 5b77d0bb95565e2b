import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export type Crumb = { href: string; label: string };

/** What every page begins with: where one is, what the page is for, and the main things to do on it. */
export function PageHeader({
  title,
  badge,
  text,
  crumbs,
  actions,
}: {
  title: ReactNode;
  badge?: ReactNode;
  text?: ReactNode;
  crumbs?: readonly Crumb[];
  actions?: ReactNode;
}) {
  const t = useTranslations('common');
  return (
    <header className="mb-6">
      {crumbs && crumbs.length > 0 ? (
        <nav aria-label={t('breadcrumbs')} className="mb-2 text-sm text-muted">
          <ol className="flex flex-wrap items-center gap-1">
            {crumbs.map((crumb, index) => (
              <li key={crumb.href} className="flex items-center gap-1">
                {index > 0 ? <ChevronRight aria-hidden className="size-3.5" /> : null}
                <Link href={crumb.href} className="rounded-sm hover:text-ink hover:underline">
                  {crumb.label}
                </Link>
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-2xl leading-8 font-semibold tracking-tight text-balance">{title}</h1>
            {badge}
          </div>
          {text ? <p className="mt-1 max-w-2xl text-pretty text-muted">{text}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2 max-sm:w-full">{actions}</div> : null}
      </div>
    </header>
  );
}
