'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef, useState } from 'react';
import { Amount } from '@/components/ui/amount';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { CountReview as Review, ReviewedLine } from '@/lib/contracts/stock';
import { SaveBar } from './save-bar';

/** What a person said yes to: the figure of a line. Counted anew, it is asked anew. */
export type Confirmed = Readonly<Record<string, string>>;
const isConfirmed = (confirmed: Confirmed, line: ReviewedLine) =>
  confirmed[line.ingredient_id] === line.counted_quantity;

/** Lines far from the book, before anything is booked: each is confirmed, or leads back to its figure. */
export function CountReview({
  review,
  confirmed,
  pending,
  error,
  onConfirm,
  onBack,
  onBook,
}: {
  review: Review;
  confirmed: Confirmed;
  pending: boolean;
  error: string | null;
  onConfirm: (lines: readonly ReviewedLine[], confirmed: boolean) => void;
  /** To the sheet, or to the figure of a line. */
  onBack: (ingredientId?: string) => void;
  onBook: () => void;
}) {
  const t = useTranslations('stock.review');
  const id = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const [isTried, setIsTried] = useState(false);
  useEffect(() => {
    title.current?.focus();
    window.scrollTo({ top: 0 });
  }, []);
  const open = review.data.filter((line) => !isConfirmed(confirmed, line));
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const [first] = open;
        setIsTried(first !== undefined);
        if (first) document.getElementById(`${id}-${first.ingredient_id}`)?.focus();
        else onBook();
      }}
    >
      <div>
        <h2 ref={title} tabIndex={-1} className="text-lg font-semibold outline-none">
          {t('title')}
        </h2>
        <p className="text-muted">{t('text', { count: review.data.length, percent: review.percent })}</p>
      </div>
      {review.data.length > 1 ? (
        <div>
          <Button
            variant="secondary"
            className="max-sm:h-12 max-sm:w-full"
            onClick={() => onConfirm(review.data, open.length > 0)}
          >
            {t(open.length > 0 ? 'confirmAll' : 'confirmNone')}
          </Button>
        </div>
      ) : null}
      <ul className="overflow-hidden rounded-xl border border-line bg-surface">
        {review.data.map((line) => (
          <ReviewRow
            key={line.ingredient_id}
            id={`${id}-${line.ingredient_id}`}
            line={line}
            isConfirmed={isConfirmed(confirmed, line)}
            isMissed={isTried && !isConfirmed(confirmed, line)}
            onConfirm={(yes) => onConfirm([line], yes)}
            onChange={() => onBack(line.ingredient_id)}
          />
        ))}
      </ul>
      <SaveBar error={error}>
        <Button variant="secondary" className="h-12 max-sm:flex-1 sm:h-10" onClick={() => onBack()}>
          {t('back')}
        </Button>
        <Button type="submit" className="h-12 max-sm:flex-1 sm:h-10" pending={pending}>
          {t('book')}
        </Button>
      </SaveBar>
    </form>
  );
}

function ReviewRow({
  id,
  line,
  isConfirmed,
  isMissed,
  onConfirm,
  onChange,
}: {
  id: string;
  line: ReviewedLine;
  isConfirmed: boolean;
  isMissed: boolean;
  onConfirm: (confirmed: boolean) => void;
  onChange: () => void;
}) {
  const t = useTranslations('stock.review');
  const units = useTranslations('units');
  const unit = units(line.base_unit);
  const name = line.ingredient_name;
  const figure = (label: string, value: string, signed = false) => (
    <div className="flex flex-col">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className={cn(signed && 'font-medium', signed && value.startsWith('-') && 'text-bad')}>
        <Amount value={value} digits={3} unit={unit} signed={signed} />
      </dd>
    </div>
  );
  return (
    <li
      className={cn(
        'grid gap-x-4 gap-y-2 border-t border-line px-4 py-3 first:border-t-0 sm:grid-cols-[minmax(8rem,1fr)_minmax(18rem,1.4fr)_auto] sm:items-center sm:px-5',
        isConfirmed && 'bg-brand-soft/50',
      )}
    >
      <p className="min-w-0 font-medium break-words">{name}</p>
      <dl className="grid grid-cols-3 gap-3 tabular-nums">
        {figure(t('inBook'), line.book_quantity)}
        {figure(t('counted'), line.counted_quantity)}
        {figure(t('difference'), line.difference, true)}
      </dl>
      <div className="flex items-center justify-between gap-3">
        <Button
          variant="ghost"
          className="max-sm:-ml-4 max-sm:h-12"
          aria-label={t('changeOf', { name })}
          onClick={onChange}
        >
          {t('change')}
        </Button>
        <label className="flex h-12 items-center gap-2 rounded-lg px-2 font-medium sm:h-10">
          <input
            id={id}
            type="checkbox"
            className="size-5 accent-brand"
            aria-label={t('rightOf', { name })}
            {...(isMissed && { 'aria-invalid': true, 'aria-describedby': `${id}-problem` })}
            checked={isConfirmed}
            onChange={(event) => onConfirm(event.target.checked)}
          />
          {t('right')}
        </label>
      </div>
      {isMissed ? (
        <p id={`${id}-problem`} className="text-sm text-bad sm:col-span-full">
          {t('missed')}
        </p>
      ) : null}
    </li>
  );
}
