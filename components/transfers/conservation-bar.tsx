import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { Notice } from '@/components/ui/notice';
import { Table, Td, Th } from '@/components/ui/table';
import { BUCKETS, type Bucket, type TransferStats } from '@/lib/contracts/transfers';
import { exact, roundHalfEven, subtract } from '@/lib/core/quantity';

const COLOURS: Record<Bucket, string> = {
  deducted: 'var(--good)',
  ignored: 'var(--field)',
  unmapped: 'var(--warn)',
  held: 'color-mix(in srgb, var(--warn) 50%, var(--bad))',
  no_goods: 'color-mix(in srgb, var(--field) 45%, var(--sunken))',
  failed: 'var(--bad)',
};

type Sums = { lines: string; quantity: string; net_value: string | null };

/** Reported less counted, exactly; null while nothing independent was kept to compare with. */
function difference(stats: TransferStats): Sums | null {
  const { reported_lines, reported_quantity, reported_net_value } = stats;
  if (reported_lines === null || reported_quantity === null) return null;
  const less = (a: string, b: string) => roundHalfEven(subtract(exact(a), exact(b)));
  return {
    lines: String(reported_lines - stats.lines),
    quantity: less(reported_quantity, stats.quantity),
    net_value: reported_net_value === null ? null : less(reported_net_value, stats.net_value),
  };
}

/**
 * Every line Lightspeed reported is in exactly one bucket (R26): one bar, the sums beneath it, and by how
 * much they do not add up.
 */
export function ConservationBar({ stats, currency }: { stats: TransferStats; currency?: string | null }) {
  const t = useTranslations('lightspeed.stats');
  const missing = difference(stats);
  const lines = Number(missing?.lines ?? 0);
  // An amount could not be read: the goods may well add up, what they were worth is not known.
  const isValueUnknown = stats.reported_lines !== null && stats.reported_net_value === null;
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
      {stats.adds_up ? null : (
        <Notice tone="bad" role="alert" title={t('doesNotAddUp')}>
          {isValueUnknown && lines === 0
            ? t('valueUnknown')
            : lines < 0
              ? t('surplus', { lines: -lines })
              : t('missing', { lines })}
        </Notice>
      )}
      <Bar stats={stats} missing={lines} />
      <BucketTable stats={stats} currency={currency} missing={missing} isValueUnknown={isValueUnknown} />
      <p className="text-sm text-muted">
        {t('entries', {
          accounts: stats.accounts,
          standing: stats.entries_standing,
          written: stats.entries_written,
          reversed: stats.entries_reversed,
        })}
      </p>
    </div>
  );
}

/** The buckets side by side, and hatched what is missing. */
function Bar({ stats, missing }: { stats: TransferStats; missing: number }) {
  const t = useTranslations('lightspeed.stats');
  return (
    <div
      role="img"
      aria-label={t('barLabel', {
        deducted: stats.deducted_lines,
        lines: stats.reported_lines ?? stats.lines,
        unmapped: stats.unmapped_lines,
        failed: stats.failed_lines,
      })}
      className={cn(
        'flex h-3 gap-px overflow-hidden rounded-full bg-sunken',
        !stats.adds_up && 'ring-2 ring-bad ring-offset-2 ring-offset-surface',
      )}
    >
      {BUCKETS.map((bucket) => (
        <span key={bucket} style={{ flexGrow: stats[`${bucket}_lines`], background: COLOURS[bucket] }} />
      ))}
      {missing > 0 ? (
        <span
          style={{
            flexGrow: missing,
            background: 'repeating-linear-gradient(45deg, var(--bad) 0 4px, var(--surface) 4px 8px)',
          }}
        />
      ) : null}
    </div>
  );
}

function BucketTable({
  stats,
  currency,
  missing,
  isValueUnknown,
}: {
  stats: TransferStats;
  currency: string | null | undefined;
  missing: Sums | null;
  isValueUnknown: boolean;
}) {
  const t = useTranslations('lightspeed.stats');
  const props = { currency };
  return (
    <Table bare stack label={t('title')}>
      <thead>
        <tr>
          <Th>{t('bucket')}</Th>
          <Th num>{t('lines')}</Th>
          <Th num>{t('quantity')}</Th>
          <Th num>{t('value')}</Th>
        </tr>
      </thead>
      <tbody>
        {BUCKETS.map((bucket) => (
          <tr key={bucket}>
            <Td>
              <span
                aria-hidden
                className="mr-2 inline-block size-3 rounded-sm"
                style={{ background: COLOURS[bucket] }}
              />
              {t(bucket)}
            </Td>
            <Td num label={t('lines')}>
              <Amount value={String(stats[`${bucket}_lines`])} />
            </Td>
            <Td num label={t('quantity')}>
              <Amount value={stats[`${bucket}_quantity`]} />
            </Td>
            <Td num phone="lead">
              <Amount value={stats[`${bucket}_net_value`]} unit={currency} digits={2} minDigits={2} />
            </Td>
          </tr>
        ))}
        <SumRow {...props} label={t('day')} sums={{ ...stats, lines: String(stats.lines) }} />
        <SumRow
          {...props}
          label={
            <>
              {t('reported')}{' '}
              <Badge tone={stats.adds_up ? 'good' : 'bad'}>
                {t(stats.adds_up ? 'addsUp' : 'doesNotAddUp')}
              </Badge>
            </>
          }
          sums={{
            lines: String(stats.reported_lines ?? stats.lines),
            quantity: stats.reported_quantity ?? stats.quantity,
            net_value: isValueUnknown ? null : (stats.reported_net_value ?? stats.net_value),
          }}
        />
        {missing && !stats.adds_up ? (
          <SumRow {...props} label={t('difference')} sums={missing} className="text-bad" />
        ) : null}
      </tbody>
    </Table>
  );
}

function SumRow({
  label,
  sums,
  currency,
  className,
}: {
  label: ReactNode;
  sums: Sums;
  currency: string | null | undefined;
  className?: string;
}) {
  const t = useTranslations('lightspeed.stats');
  return (
    <tr className={cn('font-semibold', className)}>
      <Td>{label}</Td>
      <Td num label={t('lines')}>
        <Amount value={sums.lines} />
      </Td>
      <Td num label={t('quantity')}>
        <Amount value={sums.quantity} />
      </Td>
      <Td num phone="lead">
        {sums.net_value === null ? (
          t('unknown')
        ) : (
          <Amount value={sums.net_value} unit={currency} digits={2} minDigits={2} />
        )}
      </Td>
    </tr>
  );
}
