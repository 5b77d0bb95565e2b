import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';

const KINDS = {
  bad: { icon: CircleAlert, box: 'border-bad/30 bg-bad-soft', mark: 'text-bad' },
  warn: { icon: TriangleAlert, box: 'border-warn/30 bg-warn-soft', mark: 'text-warn' },
  good: { icon: CircleCheck, box: 'border-good/30 bg-good-soft', mark: 'text-good' },
  info: { icon: Info, box: 'border-line bg-sunken', mark: 'text-muted' },
} as const;

/** One thing to know, and beside it what to do about it. */
export function Notice({
  tone,
  title,
  action,
  children,
  className,
  ...props
}: {
  tone: keyof typeof KINDS;
  title?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
  className?: string;
  role?: 'alert' | 'status';
}) {
  const { icon: Icon, box, mark } = KINDS[tone];
  return (
    <div
      {...props}
      className={cn(
        'flex flex-wrap items-start gap-x-4 gap-y-3 rounded-lg border px-4 py-3 text-sm',
        box,
        className,
      )}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', mark)} />
      <div className="min-w-0 flex-1 basis-56">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className={cn(title && 'mt-0.5 text-muted')}>{children}</div> : null}
      </div>
      {action ? <div className="flex flex-wrap gap-2">{action}</div> : null}
    </div>
  );
}
