import { useLocale } from 'next-intl';
import { showFigure } from '@/lib/i18n/figures';

/** A decimal from the wire, in the reader's notation, never through floating point. */
export function Amount({
  value,
  unit,
  digits = 6,
  minDigits = 0,
  signed = false,
}: {
  value: string | null;
  unit?: string | null;
  digits?: number;
  minDigits?: number;
  /** A difference: what is more has its sign too. */
  signed?: boolean;
}) {
  const locale = useLocale();
  if (value === null) return <span>–</span>;
  return (
    <span className="whitespace-nowrap tabular-nums">
      {showFigure(value, locale, { digits, minDigits, signed })}
      {unit ? <span className="text-muted"> {unit}</span> : null}
    </span>
  );
}
