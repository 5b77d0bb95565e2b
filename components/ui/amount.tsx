import { useLocale } from 'next-intl';

/** A decimal from the wire, in the reader's notation, never through floating point. */
export function Amount({
  value,
  unit,
  digits = 6,
  minDigits = 0,
}: {
  value: string | null;
  unit?: string | null;
  digits?: number;
  minDigits?: number;
}) {
  const locale = useLocale();
  if (value === null) return <span>–</span>;
  const text = new Intl.NumberFormat(locale, {
    minimumFractionDigits: minDigits,
    maximumFractionDigits: digits,
  }).format(value as `${number}`);
  return (
    <span className="whitespace-nowrap tabular-nums">
      {text.replace(/^-/, '−')}
      {unit ? <span className="text-muted"> {unit}</span> : null}
    </span>
  );
}
