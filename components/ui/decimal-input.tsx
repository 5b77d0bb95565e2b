'use client';
import { useLocale } from 'next-intl';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { Input } from './input';

/** A decimal as the wire has it, written and read with the reader's own decimal sign; either sign may be typed. */
export function DecimalInput({
  value,
  onValue,
  className,
  ...props
}: Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> & {
  value: string;
  onValue: (value: string) => void;
}) {
  const sign = useLocale() === 'de' ? ',' : '.';
  return (
    <Input
      {...props}
      inputMode="decimal"
      className={cn('text-right tabular-nums', className)}
      value={value.replace('.', sign)}
      onChange={(event) => onValue(event.target.value.replace(',', '.'))}
    />
  );
}
