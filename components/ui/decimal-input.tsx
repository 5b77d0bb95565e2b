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
      value={withSign(value, sign)}
      onChange={(event) => onValue(withSign(event.target.value, '.'))}
    />
  );
}

/** What has several signs (`1,234.5`) is no decimal and stays as typed, to be refused rather than guessed. */
function withSign(text: string, sign: string): string {
  return text.match(/[.,]/g)?.length === 1 ? text.replace(/[.,]/, sign) : text;
}
