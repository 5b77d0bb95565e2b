import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { fieldClass } from './input';

/** The native control: best on a phone and with a screen reader. */
export function Select({ className, ...props }: ComponentProps<'select'>) {
  return (
    <span className="relative block min-w-0">
      <select {...props} className={cn(fieldClass, 'appearance-none truncate pr-9', className)} />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
