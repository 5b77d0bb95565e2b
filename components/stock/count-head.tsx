'use client';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Field, faulty } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { FIRST_DAY } from '@/lib/core/business-day';
import type { CountDraft } from './count-draft';

/** When a count was made, and what of the sheet is shown. */
export function CountHead({
  id,
  draft,
  today,
  problem,
  search,
  showBook,
  onChange,
  onSearch,
  onShowBook,
}: {
  id: string;
  draft: CountDraft;
  today: string;
  problem: string | undefined;
  search: string;
  showBook: boolean;
  onChange: (values: Partial<CountDraft>) => void;
  onSearch: (search: string) => void;
  onShowBook: (show: boolean) => void;
}) {
  const t = useTranslations('stock');
  return (
    <Card>
      <div className="grid grid-cols-2 items-start gap-4 lg:grid-cols-4">
        <Field id={`${id}-date`} label={t('date')} problem={problem}>
          <Input
            id={`${id}-date`}
            {...faulty(`${id}-date`, problem)}
            type="date"
            className="max-sm:h-12"
            required
            min={FIRST_DAY}
            max={today}
            value={draft.date}
            onChange={(e) => onChange({ date: e.target.value })}
          />
        </Field>
        <div className="max-sm:order-1 max-sm:col-span-2">
          <Field id={`${id}-at`} label={t('countedAt')}>
            <Select
              id={`${id}-at`}
              className="max-sm:h-12"
              value={draft.at}
              onChange={(e) => onChange({ at: e.target.value === 'start' ? 'start' : 'end' })}
            >
              <option value="end">{t('moments.end')}</option>
              <option value="start">{t('moments.start')}</option>
            </Select>
          </Field>
        </div>
        <Field id={`${id}-search`} label={t('find')}>
          <Input
            id={`${id}-search`}
            type="search"
            className="max-sm:h-12"
            value={search}
            onChange={(e) => onSearch(e.target.value)}
          />
        </Field>
        <label
          htmlFor={`${id}-book`}
          className="flex min-h-12 items-center gap-3 text-sm max-sm:order-2 max-sm:col-span-2 sm:mt-6.5 sm:min-h-10"
        >
          <Switch id={`${id}-book`} checked={showBook} onChange={onShowBook} />
          {t('showBook')}
        </label>
      </div>
    </Card>
  );
}
