import type { ComponentProps } from 'react';
import { cn } from './cn';
import { fieldClass } from './input';

/** The native control: best on a phone and with a screen reader. */
export function Select({ className, ...props }: ComponentProps<'select'>) {
  return <select {...props} className={cn(fieldClass, 'pr-8', className)} />;
}
