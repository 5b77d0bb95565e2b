import type { ComponentProps } from 'react';
import { cn } from './cn';

export const fieldClass =
  'h-10 w-full min-w-0 rounded-lg border border-field bg-surface px-3 text-[0.9375rem] text-ink placeholder:text-muted disabled:opacity-60 aria-invalid:border-bad max-sm:text-base';

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input {...props} className={cn(fieldClass, className)} />;
}
