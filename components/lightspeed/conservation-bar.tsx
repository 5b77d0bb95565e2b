import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import { BUCKETS, type Bucket, type TransferStats } from '@/lib/contracts/transfers';

const COLOURS: Record<Bucket, string> = {
  deducted: 'var(--good)',
  ignored: 'var(--field)',
  unmapped: 'var(--warn)',
  no_goods: 'color-mix(in srgb, var(--field) 45%, var(--sunken))',
  failed: 'var(--bad)',
};

/** Every line of the day is in exactly one bucket (R26): one bar, and the sums beneath it. */
export function ConservationBar({ stats, currency }: { stats: TransferStats; currency?: string | null }) {
  const t = useTranslations('lightspeed.stats');
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
      <div aria-hidden className="flex h-3 gap-px overflow-hidden rounded-full bg-sunken">
        {BUCKETS.map((bucket) => (
          <span key={bucket} style={{ flexGrow: stats[`${bucket}_lines`], background: COLOURS[bucket] }} />
        ))}
      </div>
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
          <tr className="font-semibold">
            <Td>
              {t('day')}{' '}
              <Badge tone={stats.adds_up ? 'good' : 'bad'}>
                {t(stats.adds_up ? 'addsUp' : 'doesNotAddUp')}
              </Badge>
            </Td>
            <Td num label={t('lines')}>
              <Amount value={String(stats.lines)} />
            </Td>
            <Td num label={t('quantity')}>
              <Amount value={stats.quantity} />
            </Td>
            <Td num phone="lead">
              <Amount value={stats.net_value} unit={currency} digits={2} minDigits={2} />
            </Td>
          </tr>
        </tbody>
      </Table>
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
