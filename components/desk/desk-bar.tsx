import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { cn } from '@/components/ui/cn';
import type { Coverage } from '@/lib/contracts/mappings';
import type { Shares } from './desk-shares';
import type { DeskWords } from './use-desk-words';

/**
 * How much of what was sold is decided, how much of it reaches stock, and what ten more decisions would add
 * (R43).
 */
export const DeskBar = memo(function DeskBar({
  shares,
  coverage,
  days,
  words,
}: {
  /** `server`: not all rows are here yet, and it is told by the server's coverage; null: nothing was sold. */
  shares: Shares | null | 'server';
  coverage: Coverage | null;
  days: number;
  words: DeskWords;
}) {
  const t = useTranslations('desk');
  const told = shares === 'server' ? ofServer(coverage) : shares;
  const { decided, deducted, held, nextTen } = told ?? { decided: 0, deducted: 0, held: 0, nextTen: null };
  const width = (share: number) => ({ width: `${Math.min(100, Math.max(0, share * 100))}%` });
  return (
    <section aria-label={t('coverage')} className="rounded-xl border border-line bg-surface px-4 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p>
          <span className="text-2xl font-semibold tabular-nums" data-share="decided">
            {told ? words.finePercent(decided) : '–'}
          </span>{' '}
          {t('decidedOf', { days })}
        </p>
        <p className="text-sm text-muted max-sm:min-h-10">
          <span className="font-medium text-ink tabular-nums" data-share="deducted">
            {told ? words.finePercent(deducted) : '–'}
          </span>{' '}
          {t('reachesStock')}
          <span className="mx-2" aria-hidden>
            ·
          </span>
          <span className="inline-block min-w-44 tabular-nums" data-share="next-ten">
            {!told
              ? t('nothingSold')
              : nextTen === null
                ? t('nextTenLoading')
                : nextTen > 0
                  ? t('nextTen', { share: words.finePercent(nextTen) })
                  : held > 0
                    ? t('restHeld', { share: words.finePercent(held) })
                    : t('allDecided')}
          </span>
        </p>
      </div>
      <div className="relative mt-2 h-2 overflow-hidden rounded-full bg-sunken" aria-hidden>
        <div className="absolute inset-y-0 left-0 bg-brand/35" style={width(decided)} />
        <div className="absolute inset-y-0 left-0 bg-brand" style={width(deducted)} />
      </div>
    </section>
  );
});

function ofServer(coverage: Coverage | null): (Omit<Shares, 'nextTen'> & { nextTen: null }) | null {
  const { decided = null, deducted = null, held = null } = coverage?.shares ?? {};
  if (decided === null || deducted === null) return null;
  return { decided: Number(decided), deducted: Number(deducted), held: Number(held ?? 0), nextTen: null };
}

/** 30 or 90 days, each with its own address. */
export function DeskDays({
  days,
  addressOf,
  className,
}: {
  days: number;
  addressOf: (days: number) => string;
  className: string;
}) {
  const t = useTranslations('desk');
  return (
    <nav aria-label={t('daysLabel')} className={cn('flex gap-1', className)}>
      {[30, 90].map((one) => (
        <Link
          key={one}
          href={addressOf(one)}
          aria-current={one === days ? 'page' : undefined}
          className={cn(
            'flex h-9 items-center rounded-lg border px-3 text-sm font-medium whitespace-nowrap max-sm:h-11',
            one === days
              ? 'border-brand/30 bg-brand-soft text-brand'
              : 'border-transparent text-muted hover:bg-sunken hover:text-ink',
          )}
        >
          <span className="max-sm:sr-only">{t('days', { days: one })}</span>
          <span aria-hidden className="sm:hidden">
            {t('daysShort', { days: one })}
          </span>
        </Link>
      ))}
    </nav>
  );
}
