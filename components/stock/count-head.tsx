'use client';
import { useTranslations } from 'next-intl';
import type { Control } from 'react-hook-form';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { DateField, SelectField } from '@/components/ui/form-fields';
import { Input } from '@/components/ui/input';
import { Switch } from '@/components/ui/switch';
import type { CountDraft } from './count-draft';

/** When a count was made, and what of the sheet is shown. */
export function CountHead({
  id,
  control,
  today,
  search,
  showBook,
  onSearch,
  onShowBook,
}: {
  id: string;
  control: Control<CountDraft>;
  today: string;
  search: string;
  showBook: boolean;
  onSearch: (search: string) => void;
  onShowBook: (show: boolean) => void;
}) {
  const t = useTranslations('stock');
  return (
    <Card>
      <div className="grid grid-cols-2 items-start gap-4 lg:grid-cols-4">
        <DateField
          control={control}
          name="date"
          label={t('date')}
          className="max-sm:h-12"
          required
          last={today}
        />
        <div className="max-sm:order-1 max-sm:col-span-2">
          <SelectField
            control={control}
            name="at"
            label={t('countedAt')}
            className="max-sm:h-12"
            options={(['end', 'start'] as const).map((one) => ({ value: one, label: t(`moments.${one}`) }))}
          />
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
