import type { PosTotals } from '@/lib/services/ports';

/**
 * What a day's answer reports, by a second reading (R26): the language's own JSON reader, no schema, no line of ours. A line counts once per
 * account and id (one without id: per account and place), with the first quantity and value it was delivered with; an account that is
 * none counts as one line without either.
 */
export function reportedTotals(raw: string): PosTotals {
  const body: unknown = JSON.parse(raw);
  const lines = new Map<string, { quantity: Decimal | null; netValue: Decimal | null }>();
  const sales = field(body, 'sales');
  for (const [place, sale] of (Array.isArray(sales) ? sales : []).entries()) {
    const account = field(sale, 'accountFiscId') || field(sale, 'accountReference') || `#${place}`;
    const sold = isObject(sale) ? (sale.salesLines ?? []) : null;
    if (!Array.isArray(sold)) {
      lines.set(JSON.stringify([account]), { quantity: null, netValue: null });
      continue;
    }
    for (const [position, line] of sold.entries()) {
      const id = field(line, 'id');
      const key = JSON.stringify(id ? [account, id] : [account, '', position]);
      const first = lines.get(key);
      if (first && first.quantity !== null) continue;
      lines.set(key, {
        quantity: decimal(field(line, 'quantity')),
        netValue: decimal(field(line, 'totalNetAmountWithTax')),
      });
    }
  }
  const all = [...lines.values()];
  return {
    lines: all.length,
    quantity: sum(all.map((line) => line.quantity)),
    netValue: sum(all.map((line) => line.netValue)),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const field = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

/** `digits` × 10^-`places`. */
type Decimal = { digits: bigint; places: number };
const NUMBER = /^\s*([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?\s*$/;

function decimal(value: unknown): Decimal | null {
  const text = typeof value === 'number' ? String(value) : value;
  const match = typeof text === 'string' ? NUMBER.exec(text) : null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (whole + fraction === '') return null;
  const places = fraction.length - Number(exponent);
  const digits = BigInt(sign + whole + fraction);
  return places < 0 ? { digits: digits * 10n ** BigInt(-places), places: 0 } : { digits, places };
}

function sum(values: readonly (Decimal | null)[]): string {
  const places = values.reduce((most, value) => Math.max(most, value?.places ?? 0), 0);
  const digits = values.reduce(
    (total, value) => (value === null ? total : total + value.digits * 10n ** BigInt(places - value.places)),
    0n,
  );
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
  const fraction = places === 0 ? '' : `.${text.slice(-places)}`;
  return `${digits < 0n ? '-' : ''}${text.slice(0, text.length - places)}${fraction}`;
}
