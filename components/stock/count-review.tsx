'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useRef } from 'react';
import { type Control, useController, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { Amount } from '@/components/ui/amount';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { faulty, Problem } from '@/components/ui/field';
import { useContractForm } from '@/components/ui/use-contract-form';
import type { CountReview as Review, ReviewedLine } from '@/lib/contracts/stock';
import { SaveBar } from './save-bar';

/** What a person said yes to: the figure of a line. Counted anew, it is asked anew. */
export type Confirmed = Readonly<Record<string, string>>;

/** Every line is to be confirmed. */
const allConfirmed = z.object({ right: z.record(z.string(), z.literal(true)) });

const rightOf = (review: Review, isRight: (line: ReviewedLine) => boolean) =>
  Object.fromEntries(review.data.map((line) => [line.ingredient_id, isRight(line)]));

/** Lines far from the book, before anything is entered: each is confirmed, or leads back to its figure. */
export function CountReview({
  review,
  confirmed,
  pending,
  error,
  onBack,
  onEnter,
}: {
  review: Review;
  confirmed: Confirmed;
  pending: boolean;
  error: string | null;
  /** To the sheet, or to the figure of a line, with what was confirmed. */
  onBack: (confirmed: Confirmed, ingredientId?: string) => void;
  onEnter: () => void;
}) {
  const t = useTranslations('stock.review');
  const title = useFocusAtTop();
  const { form, control, props } = useContractForm({
    contract: allConfirmed,
    initial: { right: rightOf(review, (line) => confirmed[line.ingredient_id] === line.counted_quantity) },
    toInput: (values) => values,
    say: () => t('missed'),
  });
  const isOpen = useWatch({
    control,
    name: 'right',
    compute: (right) => Object.values(right).includes(false),
  });
  const confirmAll = (yes: boolean) =>
    form.setValue(
      'right',
      rightOf(review, () => yes),
    );
  const back = (ingredientId?: string) => {
    const right = form.getValues('right');
    const some = review.data.filter((line) => right[line.ingredient_id]);
    onBack(Object.fromEntries(some.map((line) => [line.ingredient_id, line.counted_quantity])), ingredientId);
  };
  return (
    <form {...props(onEnter)} className="grid gap-4">
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
            onClick={() => confirmAll(isOpen)}
          >
            {t(isOpen ? 'confirmAll' : 'confirmNone')}
          </Button>
        </div>
      ) : null}
      <ul className="overflow-hidden rounded-xl border border-line bg-surface">
        {review.data.map((line) => (
          <ReviewRow
            key={line.ingredient_id}
            control={control}
            line={line}
            onChange={() => back(line.ingredient_id)}
          />
        ))}
      </ul>
      <SaveBar error={error}>
        <Button variant="secondary" className="h-12 max-sm:flex-1 sm:h-10" onClick={() => back()}>
          {t('back')}
        </Button>
        <Button type="submit" className="h-12 max-sm:flex-1 sm:h-10" pending={pending}>
          {t('book')}
        </Button>
      </SaveBar>
    </form>
  );
}

/** What takes the focus as it appears, with the page at its top. */
function useFocusAtTop() {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    element.current?.focus();
    window.scrollTo({ top: 0 });
  }, []);
  return element;
}

function ReviewRow({
  control,
  line,
  onChange,
}: {
  control: Control<{ right: Record<string, boolean> }>;
  line: ReviewedLine;
  onChange: () => void;
}) {
  const t = useTranslations('stock.review');
  const units = useTranslations('units');
  const id = useId();
  const { field, fieldState } = useController({ control, name: `right.${line.ingredient_id}` });
  const problem = fieldState.error?.message;
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
        field.value && 'bg-brand-soft/50',
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
            ref={field.ref}
            {...faulty(id, problem)}
            checked={field.value}
            onChange={(event) => field.onChange(event.target.checked)}
          />
          {t('right')}
        </label>
      </div>
      <div className="empty:hidden sm:col-span-full">
        <Problem id={id} text={problem} />
      </div>
    </li>
  );
}
