'use client';
import { Switch as Radix } from 'radix-ui';
import type { Ref } from 'react';

export function Switch({
  id,
  checked,
  onChange,
  disabled,
  label,
  ...props
}: {
  ref?: Ref<HTMLButtonElement>;
  'aria-describedby'?: string | undefined;
  id?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  label?: string;
}) {
  return (
    <Radix.Root
      {...props}
      id={id}
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
      aria-label={label}
      className="relative h-6 w-11 shrink-0 rounded-full bg-field transition-colors disabled:opacity-55 data-[state=checked]:bg-brand"
    >
      <Radix.Thumb className="block size-5 translate-x-0.5 rounded-full bg-surface transition-transform data-[state=checked]:translate-x-[1.375rem]" />
    </Radix.Root>
  );
}
