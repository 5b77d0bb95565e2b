import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Skeleton } from './skeleton';

/** A page that is on its way, in the shape it will have; it says so once to a screen reader. */
export function PageSkeleton({ actions, children }: { actions?: boolean; children: ReactNode }) {
  const t = useTranslations('common');
  return (
    <div aria-busy="true">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <div className="mb-6 flex items-start justify-between gap-6">
        <div className="grid gap-2">
          <Skeleton className="h-8 w-48" />
          <Skeleton className="h-5 w-[min(22rem,60vw)]" />
        </div>
        {actions ? <Skeleton className="h-10 w-36" /> : null}
      </div>
      {children}
    </div>
  );
}

export function TableSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <div className="overflow-hidden rounded-xl border border-line bg-surface">
      <div className="h-9" />
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex h-[2.875rem] items-center gap-6 border-t border-line px-5">
          <Skeleton className="h-4 w-2/5 max-w-64" />
          <Skeleton className="ml-auto h-4 w-16" />
          <Skeleton className="h-4 w-20 max-sm:hidden" />
        </div>
      ))}
    </div>
  );
}

export function CardSkeleton({ className }: { className?: string }) {
  return (
    <div className={`rounded-xl border border-line bg-surface p-5 ${className ?? 'h-36'}`}>
      <Skeleton className="h-5 w-40" />
      <Skeleton className="mt-4 h-4 w-3/5" />
    </div>
  );
}

/** Of a page whose table stands under a card. */
export function CardAndTableSkeleton() {
  return (
    <PageSkeleton>
      <div className="grid gap-5">
        <CardSkeleton className="h-20" />
        <TableSkeleton />
      </div>
    </PageSkeleton>
  );
}

/** Of a list with a search and a button for new ones. */
export function NamedListSkeleton() {
  return (
    <PageSkeleton actions>
      <Skeleton className="mb-4 h-10 max-w-72" />
      <TableSkeleton />
    </PageSkeleton>
  );
}
