'use client';
import { useLocale, useTranslations } from 'next-intl';
import { type ComponentProps, useId } from 'react';
import { type Figure, textOf, typedFigure, understood } from '@/lib/i18n/figures';
import { cn } from './cn';
import { Input } from './input';

/**
 * The field of every figure (R35): keeps what is typed as it is typed, and says beneath how a sign was read
 * that could mean two things.
 */
export function FigureInput({
  figure,
  onFigure,
  className,
  'aria-describedby': describedBy,
  ...props
}: Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> & {
  figure: Figure;
  onFigure: (figure: Figure) => void;
}) {
  const t = useTranslations('common.decimal');
  const locale = useLocale();
  const id = useId();
  const meaning = understood(figure, locale);
  return (
    <div className="grid min-w-0 gap-1">
      <Input
        {...props}
        inputMode="decimal"
        aria-describedby={[meaning && id, describedBy].filter(Boolean).join(' ') || undefined}
        className={cn('text-right tabular-nums', className)}
        value={textOf(figure, locale)}
        onChange={(event) => onFigure(typedFigure(event.target.value, locale))}
      />
      <span
        id={id}
        aria-live="polite"
        className="text-right text-sm break-all text-muted tabular-nums empty:hidden"
      >
        {meaning ? t('understood', { figure: meaning }) : null}
      </span>
    </div>
  );
}
