'use client';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import type { Option } from '@/components/ui/combobox';
import { Field, faulty } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { FIRST_DAY } from '@/lib/core/business-day';
import { BIG, type Problems } from './batch-line-fields';
import type { Batch } from './batch-lines';
import { LockedChoice } from './locked-choice';

/** Where and when a batch is booked. */
export function BatchHead({
  id,
  batch,
  isMove,
  today,
  firstOpenDay,
  later,
  storageUnits,
  problems,
  onChange,
  onLater,
}: {
  id: string;
  batch: Batch;
  isMove: boolean;
  today: string;
  /** Set when the chosen day is locked and there is an open one. */
  firstOpenDay: string | null;
  later: boolean;
  storageUnits: readonly Option[];
  problems: Problems;
  onChange: (values: Partial<Omit<Batch, 'lines'>>) => void;
  onLater: (later: boolean) => void;
}) {
  const t = useTranslations('stock');
  const unitField = (name: 'unit' | 'to', label: string, without: string) => (
    <Field id={`${id}-${name}`} label={label} problem={problems[name]}>
      <Select
        id={`${id}-${name}`}
        {...faulty(`${id}-${name}`, problems[name])}
        className={BIG}
        required
        value={batch[name]}
        onChange={(e) => onChange({ [name]: e.target.value })}
      >
        <option value="">{t('choose')}</option>
        {storageUnits
          .filter((one) => one.value !== without)
          .map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
      </Select>
    </Field>
  );
  return (
    <Card>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        {unitField('unit', t(isMove ? 'fromUnit' : 'unit'), '')}
        {isMove ? unitField('to', t('toUnit'), batch.unit) : null}
        <Field id={`${id}-date`} label={t('date')} problem={problems.date}>
          <Input
            id={`${id}-date`}
            {...faulty(`${id}-date`, problems.date)}
            type="date"
            className={BIG}
            required
            min={FIRST_DAY}
            max={today}
            value={batch.date}
            onChange={(e) => onChange({ date: e.target.value })}
          />
        </Field>
        <Field id={`${id}-note`} label={t('noteForAll')}>
          <Input
            id={`${id}-note`}
            className={BIG}
            value={batch.note}
            onChange={(e) => onChange({ note: e.target.value })}
          />
        </Field>
      </div>
      {firstOpenDay ? (
        <div className="mt-4">
          <LockedChoice firstOpenDay={firstOpenDay} checked={later} onChange={onLater} />
        </div>
      ) : null}
    </Card>
  );
}
