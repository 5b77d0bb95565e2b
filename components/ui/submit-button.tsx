'use client';
import { type ComponentProps, useSyncExternalStore } from 'react';
import { Button } from './button';
import { cn } from './cn';

const never = () => () => {};

/**
 * Before React has taken over the page, the browser would send the form by itself, what was typed in the
 * address; so it waits.
 */
export function SubmitButton({ disabled, className, ...props }: ComponentProps<typeof Button>) {
  const isTaken = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <Button
      {...props}
      type="submit"
      disabled={disabled || !isTaken}
      className={cn(!isTaken && 'disabled:opacity-100', className)}
    />
  );
}
