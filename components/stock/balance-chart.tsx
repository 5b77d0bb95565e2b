'use client';
import { useLocale, useTranslations } from 'next-intl';
import {
  Area,
  AreaChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { Amount } from '@/components/ui/amount';
import { Day } from '@/components/ui/business-day';
import { Table, Td, Th } from '@/components/ui/table';
import type { HistoryDay } from '@/lib/contracts/stock';
import { dateLocale } from '@/lib/i18n/date-locale';
import { numberFormat } from '@/lib/i18n/figures';

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
/** The balances as points in time, from the first day to the last. */
function stair(days: readonly HistoryDay[], opening: string, from: string, to: string) {
  // Between two movements nothing moved, so the line is a stair. Floating point is good enough for pixels.
  const points = days.map((day) => ({ at: at(day.date), balance: Number(day.balance) }));
  const first = { at: at(from), balance: Number(opening) };
  const last = { at: at(to), balance: points.at(-1)?.balance ?? first.balance };
  const data = [...(points[0]?.at === first.at ? [] : [first]), ...points];
  if (data.at(-1)?.at !== last.at) data.push(last);
  return data;
}

/** Stock at the end of each day. The picture is for the eye; the table below says the same to everyone. */
export function BalanceChart({
  days,
  unit,
  opening,
  from,
  to,
}: {
  days: readonly HistoryDay[];
  unit: string;
  opening: string;
  from: string;
  to: string;
}) {
  const t = useTranslations('stock');
  return (
    <figure aria-label={t('chartLabel')}>
      <div aria-hidden className="h-56 w-full text-xs">
        <Stair data={stair(days, opening, from, to)} domain={[at(from), at(to)]} unit={unit} />
      </div>
      <details className="mt-3">
        <summary className="text-sm text-muted hover:text-ink">{t('asTable')}</summary>
        <div className="mt-3 max-h-96 overflow-y-auto">
          <DayTable days={days} />
        </div>
      </details>
    </figure>
  );
}

/** The picture: quantity over time, in `unit`. */
function Stair({
  data,
  domain,
  unit,
}: {
  data: ReturnType<typeof stair>;
  domain: [number, number];
  unit: string;
}) {
  const t = useTranslations('stock');
  const locale = useLocale();
  const short = new Intl.DateTimeFormat(dateLocale(locale), {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const number = numberFormat(locale, { maximumFractionDigits: 2 });
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart accessibilityLayer={false} data={data} margin={{ top: 8, right: 20, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          type="number"
          scale="time"
          domain={domain}
          tickFormatter={(value: number) => short.format(value)}
          tick={{ fill: 'var(--muted)' }}
          stroke="var(--line)"
          tickLine={false}
          minTickGap={40}
        />
        <YAxis
          width={56}
          tickFormatter={(value: number) => number.format(value)}
          tick={{ fill: 'var(--muted)' }}
          axisLine={false}
          tickLine={false}
        />
        <ReferenceLine y={0} stroke="var(--field)" />
        <Tooltip
          cursor={{ stroke: 'var(--field)' }}
          contentStyle={{
            background: 'var(--surface)',
            border: '1px solid var(--line)',
            borderRadius: 8,
            color: 'var(--ink)',
          }}
          labelFormatter={(value) => short.format(Number(value))}
          formatter={(value) => [`${number.format(Number(value))} ${unit}`, t('onHand')]}
        />
        <Area
          type="stepAfter"
          dataKey="balance"
          stroke="var(--brand)"
          strokeWidth={2}
          fill="var(--brand)"
          fillOpacity={0.12}
          isAnimationActive={false}
        />
      </AreaChart>
    </ResponsiveContainer>
  );
}

function DayTable({ days }: { days: readonly HistoryDay[] }) {
  const t = useTranslations('stock');
  return (
    <Table label={t('chartLabel')}>
      <thead>
        <tr>
          <Th>{t('date')}</Th>
          <Th num>{t('received')}</Th>
          <Th num>{t('used')}</Th>
          <Th num>{t('wasted')}</Th>
          <Th num>{t('moved')}</Th>
          <Th num>{t('adjusted')}</Th>
          <Th num>{t('onHand')}</Th>
          <Th num>{t('value')}</Th>
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map((day) => (
          <tr key={day.date}>
            <Td>
              <Day date={day.date} />
            </Td>
            {([day.received, day.used, day.wasted, day.moved, day.adjusted] as const).map((value, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: five fixed columns
              <Td num key={index} className="text-muted">
                {value === '0' ? '–' : <Amount value={value} digits={3} />}
              </Td>
            ))}
            <Td num>
              <Amount value={day.balance} digits={3} />
            </Td>
            <Td num>
              <Amount value={day.value} digits={2} minDigits={2} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
