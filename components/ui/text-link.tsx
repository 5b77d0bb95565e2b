import Link from 'next/link';
import type { ComponentProps } from 'react';
import { cn } from './cn';

const linkClass =
  'rounded-sm font-medium text-brand underline decoration-brand/35 underline-offset-4 hover:decoration-brand';

export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return <Link {...props} className={cn(linkClass, className)} />;
}
