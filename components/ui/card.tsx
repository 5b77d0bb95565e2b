import type { ReactNode } from 'react';
import { cn } from './cn';

export function Card({
  id,
  title,
  description,
  actions,
  className,
  children,
}: {
  id?: string;
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <section
      id={id}
      className={cn('min-w-0 scroll-mt-20 rounded-xl border border-line bg-surface p-4 sm:p-5', className)}
    >
      {title || actions ? (
        <div className={cn('flex flex-wrap items-start justify-between gap-3', children && 'mb-4')}>
          <div className="min-w-0 flex-1 basis-56">
            <h2 className="font-semibold">{title}</h2>
            {description ? <div className="mt-0.5 text-sm text-pretty text-muted">{description}</div> : null}
          </div>
          {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  );
}
