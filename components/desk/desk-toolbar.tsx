import { useLocale, useTranslations } from 'next-intl';
import { memo, type ReactNode, useEffect, useRef } from 'react';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { numberFormat } from '@/lib/i18n/figures';
import { DeskDays } from './desk-bar';
import { type DeskQuery, hasItems, SEGMENTS, type View } from './desk-model';
import type { AddressWith } from './use-address';

/**
 * What of the desk is looked at: segment, search, group, days. Over 80 lines: the markup of one bar of
 * controls.
 */
export const DeskToolbar = memo(function DeskToolbar({
  counts,
  query,
  change,
  groups,
  days,
  addressWith,
  children,
}: {
  /** Of modifiers null until they are read. */
  counts: View['counts'] & { modifiers: number | null; held: number };
  query: DeskQuery;
  change: (to: Partial<DeskQuery>) => void;
  groups: readonly string[];
  days: number;
  addressWith: AddressWith;
  /** Acts on what is shown. */
  children: ReactNode;
}) {
  const t = useTranslations('desk');
  const common = useTranslations('common');
  const lightspeed = useTranslations('lightspeed');
  const locale = useLocale();
  const shown = (count: number | null) => count !== null && numberFormat(locale, {}).format(count);
  const isOfItems = hasItems(query.segment);
  const pressed = useInView(query.segment);
  return (
    <div className="grid min-w-0 grid-cols-1 gap-3">
      <fieldset className="-mx-4 flex min-w-0 gap-1 overflow-x-auto px-4 [scrollbar-width:none] sm:mx-0 sm:px-0">
        <legend className="sr-only">{lightspeed('stateFilter')}</legend>
        {SEGMENTS.map((one) => (
          <button
            key={one}
            ref={one === query.segment ? pressed : undefined}
            type="button"
            aria-pressed={one === query.segment}
            onClick={() => change({ segment: one })}
            className={cn(
              'flex h-9 shrink-0 items-center gap-2 rounded-lg border px-3 text-sm font-medium whitespace-nowrap -outline-offset-2 max-sm:h-11',
              one === query.segment
                ? 'border-brand/30 bg-brand-soft text-brand'
                : 'border-transparent text-muted hover:bg-sunken hover:text-ink',
            )}
          >
            {t(`segments.${one}`)}
            <span className="min-w-4 text-right tabular-nums">{shown(counts[one])}</span>
          </button>
        ))}
      </fieldset>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 max-sm:gap-x-2">
        <Input
          type="search"
          aria-label={common('search')}
          placeholder={common('search')}
          className="max-sm:w-[calc(100%-9.5rem)] sm:max-w-48"
          value={query.search}
          onChange={(event) => change({ search: event.target.value })}
        />
        {isOfItems ? (
          <Select
            aria-label={t('group')}
            className="w-36"
            value={query.group ?? ''}
            onChange={(event) => change({ group: event.target.value || null })}
          >
            <option value="">{t('allGroups')}</option>
            {groups.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </Select>
        ) : null}
        {children}
        {isOfItems ? (
          <DeskDays
            days={days}
            addressOf={(one) => addressWith('days', one === 30 ? null : String(one))}
            className="ml-auto"
          />
        ) : null}
      </div>
    </div>
  );
});

/** On a phone the segments are wider than the screen: the one that is shown is brought to its middle. */
function useInView(segment: string) {
  const pressed = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another segment is another button
  useEffect(() => {
    // After the page is laid out, which measuring would else do once more.
    const frame = requestAnimationFrame(() => {
      const bar = pressed.current?.parentElement;
      if (!pressed.current || !bar || bar.scrollWidth <= bar.clientWidth) return;
      const [own, all] = [pressed.current.getBoundingClientRect(), bar.getBoundingClientRect()];
      bar.scrollLeft += own.left + own.width / 2 - (all.left + all.width / 2);
    });
    return () => cancelAnimationFrame(frame);
  }, [segment]);
  return pressed;
}
