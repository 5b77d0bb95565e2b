import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

/**
 * Scrolls sideways when it must. With `stack` each row becomes a small block on a phone: the first cell its
 * title, `phone="lead"` the value beside it, every cell with a `label` a labelled value below, the rest
 * (buttons) last.
 */
export function Table({
  label,
  stack,
  bare,
  children,
}: {
  label: string;
  stack?: boolean;
  /** Without a frame of its own, inside a card. */
  bare?: boolean;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className={cn(
        'relative min-w-0 overflow-x-auto -outline-offset-2',
        bare ? '-mx-4 sm:-mx-5' : 'rounded-xl border border-line bg-surface',
      )}
    >
      <table
        className={cn('w-full text-sm [&_tbody_tr]:border-t [&_tbody_tr]:border-line', stack && 'stack')}
      >
        {children}
      </table>
    </section>
  );
}
export function Th({ num, className, ...props }: ComponentProps<'th'> & { num?: boolean }) {
  return (
    <th
      scope="col"
      {...props}
      className={cn(
        'px-3 py-2.5 text-xs font-medium whitespace-nowrap text-muted first:pl-4 last:pr-4 first:sm:pl-5 last:sm:pr-5',
        num ? 'text-right' : 'text-left',
        className,
      )}
    />
  );
}
export function Td({
  num,
  label,
  phone,
  className,
  ...props
}: ComponentProps<'td'> & { num?: boolean; label?: string; phone?: 'lead' | 'hide' | 'wide' }) {
  return (
    <td
      {...props}
      data-label={label}
      data-phone={phone}
      className={cn(
        'px-3 py-2.5 first:pl-4 last:pr-4 first:sm:pl-5 last:sm:pr-5',
        num && 'text-right whitespace-nowrap tabular-nums',
        className,
      )}
    />
  );
}
