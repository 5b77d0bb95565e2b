import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './cn';

export const buttonClass = cva(
  'inline-flex items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap transition-colors disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-brand text-brand-ink hover:bg-brand/90 active:bg-brand/80',
        secondary: 'border border-field/45 bg-surface text-ink hover:bg-sunken active:bg-line',
        ghost: 'text-ink hover:bg-sunken active:bg-line',
        danger: 'border border-field/45 bg-surface text-bad hover:border-bad/40 hover:bg-bad-soft',
      },
      size: { md: 'h-10 px-4 text-sm', sm: 'h-8 px-3 text-sm max-sm:h-10', icon: 'size-10' },
    },
    defaultVariants: { variant: 'primary', size: 'md' },
  },
);

export function Button({
  variant,
  size,
  className,
  pending,
  children,
  ...props
}: ComponentProps<'button'> & VariantProps<typeof buttonClass> & { pending?: boolean }) {
  return (
    <button
      type="button"
      {...props}
      aria-busy={pending || undefined}
      disabled={props.disabled || pending}
      className={cn(buttonClass({ variant, size }), className)}
    >
      {children}
    </button>
  );
}
