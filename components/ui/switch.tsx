'use client';
import type { Ref } from 'react';

/**
 * A button, which its form knows nothing of: what it says is kept beside it. Radix's puts a hidden box beside
 * its own and measures it, for which the browser has to lay the page out at once.
 */
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
  const state = checked ? 'checked' : 'unchecked';
  return (
    <button
      {...props}
      id={id}
      type="button"
      role="switch"
      aria-checked={checked}
      aria-label={label}
      disabled={disabled}
      data-state={state}
      onClick={() => onChange(!checked)}
      className="relative h-6 w-11 shrink-0 rounded-full bg-field transition-colors disabled:opacity-55 data-[state=checked]:bg-brand"
    >
      <span
        data-state={state}
        className="block size-5 translate-x-0.5 rounded-full bg-surface transition-transform data-[state=checked]:translate-x-[1.375rem]"
      />
    </button>
  );
}
