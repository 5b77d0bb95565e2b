import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

export function Table({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className="relative min-w-0 overflow-x-auto rounded-xl border border-line bg-surface"
    >
      <table className="w-full text-sm [&_tbody_tr]:border-t [&_tbody_tr]:border-line">{children}</table>
    </section>
  );
}
export function Th({ num, className, ...props }: ComponentProps<'th'> & { num?: boolean }) {
  return (
    <th
      scope="col"
      {...props}
      className={cn(
        'px-4 py-2.5 font-medium whitespace-nowrap text-muted',
        num ? 'text-right' : 'text-left',
        className,
      )}
    />
  );
}
export function Td({ num, className, ...props }: ComponentProps<'td'> & { num?: boolean }) {
  return (
    <td
      {...props}
      className={cn('px-4 py-2.5', num && 'text-right whitespace-nowrap tabular-nums', className)}
    />
  );
}
