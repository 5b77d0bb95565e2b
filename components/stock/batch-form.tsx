'use client';
import { Plus, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useMemo, useRef, useState } from 'react';
import { useCreateTarget } from '@/components/inventory/use-create-target';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { Combobox, type Option } from '@/components/ui/combobox';
import { Field, faulty } from '@/components/ui/field';
import { FigureInput } from '@/components/ui/figure-input';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { useFigureProblem } from '@/components/ui/use-figure-problem';
import { useRun } from '@/components/ui/use-run';
import { createLedgerBatchAction } from '@/lib/actions/ledger';
import { type BaseUnit, WASTE_REASONS } from '@/lib/contracts/inventory';
import { type Figure, NO_FIGURE } from '@/lib/i18n/figures';
import { LockedChoice } from './locked-choice';
import { unitsLike } from './unit-options';

export type BatchType = 'RECEIPT' | 'WASTE' | 'TRANSFER';
type Ingredient = { id: string; name: string; base_unit: BaseUnit };
type Line = {
  key: number;
  ingredient: string;
  quantity: Figure;
  unit: string;
  cost: Figure;
  reason: string;
  note: string;
};
/** What is wrong, by field. */
type Problems = Readonly<Record<string, string | undefined>>;
/** Fingers in gloves: nothing lower than this on a phone. */
const BIG = 'max-sm:h-12 max-sm:text-base';

export function BatchForm({
  companyId,
  type,
  today,
  lock,
  ingredients,
  storageUnits,
  storageUnitId,
}: {
  companyId: string;
  type: BatchType;
  today: string;
  lock: { locked_until: string | null; first_open_day: string | null };
  ingredients: readonly Ingredient[];
  storageUnits: readonly Option[];
  storageUnitId: string;
}) {
  const t = useTranslations('stock');
  const units = useTranslations('units');
  const router = useRouter();
  const id = useId();
  const nextKey = useRef(1);
  const blank = (): Line => ({
    key: nextKey.current++,
    ingredient: '',
    quantity: NO_FIGURE,
    unit: '',
    cost: NO_FIGURE,
    reason: '',
    note: '',
  });
  const [unit, setUnit] = useState(storageUnitId);
  const [to, setTo] = useState('');
  const [date, setDate] = useState(today);
  const [later, setLater] = useState(false);
  const [note, setNote] = useState('');
  const [lines, setLines] = useState<Line[]>(() => [{ ...blank(), key: 0 }]);
  const [badLine, setBadLine] = useState<number | null>(null);
  // Nobody is told about what is not finished yet; once refused, each field says when it is right.
  const [isTried, setIsTried] = useState(false);
  const figureProblem = useFigureProblem();
  const { run, pending, error } = useRun({ inPlace: true });
  const { made, create, dialog } = useCreateTarget(companyId, ['ingredient']);
  const known = useMemo(() => {
    const added = made.map((one) => ({ id: one.id, name: one.name, base_unit: one.base_unit ?? 'piece' }));
    return new Map([...added, ...ingredients].map((one) => [one.id, one]));
  }, [ingredients, made]);
  const options = useMemo(
    () => [...known.values()].map((one) => ({ value: one.id, label: one.name, hint: units(one.base_unit) })),
    [known, units],
  );
  const isLocked = lock.locked_until !== null && date <= lock.locked_until;
  const change = (key: number, values: Partial<Line>) => {
    setBadLine(null);
    setLines((old) => old.map((line) => (line.key === key ? { ...line, ...values } : line)));
  };
  const begun = lines.filter(
    (line) => line.ingredient || line.quantity.value || line.cost.value || line.reason,
  );
  const filled = begun.length > 0 ? begun : lines.slice(0, 1);

  const head: Problems = {
    unit: unit === '' ? t('problems.unit') : undefined,
    to: type === 'TRANSFER' && to === '' ? t('problems.unit') : undefined,
    date: date === '' ? t('problems.day') : date > today ? t('problems.future') : undefined,
  };
  const problemsOf = (line: Line): Problems => ({
    ingredient: line.ingredient === '' ? t('problems.ingredient') : undefined,
    quantity: figureProblem(line.quantity, 'positive'),
    cost: line.cost.value === '' ? undefined : figureProblem(line.cost, 'zeroOrMore'),
    reason: type === 'WASTE' && line.reason === '' ? t('problems.reason') : undefined,
    note:
      line.reason === 'other' && line.note.trim() === '' && note.trim() === ''
        ? t('problems.note')
        : undefined,
  });
  const firstFault = () => {
    const faultIn = (problems: Problems) => Object.keys(problems).find((name) => problems[name]);
    const inHead = faultIn(head);
    if (inHead) return `${id}-${inHead}`;
    for (const line of filled) {
      const inLine = faultIn(problemsOf(line));
      if (inLine) return `${id}-${line.key}-${inLine}`;
    }
    return undefined;
  };
  const shown = isTried ? head : {};

  const save = () =>
    run(
      async () => {
        const result = await createLedgerBatchAction({
          company_id: companyId,
          type,
          date,
          storage_unit_id: unit,
          to_storage_unit_id: type === 'TRANSFER' ? to : undefined,
          note: note || null,
          if_locked: isLocked && later ? 'first_open_day' : 'refuse',
          lines: filled.map((line) => ({
            ingredient_id: line.ingredient,
            quantity: line.quantity.value,
            unit: (line.unit || undefined) as BaseUnit | undefined,
            unit_cost: type === 'RECEIPT' && line.cost.value !== '' ? line.cost.value : undefined,
            reason: type === 'WASTE' ? WASTE_REASONS.find((reason) => reason === line.reason) : undefined,
            note: line.note || null,
          })),
        });
        setBadLine(failingLine(result, filled));
        return result;
      },
      {
        done: (data) =>
          data.revalued_entries > 0 ? t('enteredRevalued', { count: data.revalued_entries }) : t('entered'),
        after: () => router.push(`/inventory/stock?storage_unit=${unit}`),
      },
    );

  return (
    <>
      <form
        className="grid gap-5"
        noValidate
        // As on the count sheet: the key that ends a figure leads to the next field, and never books half a delivery.
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
          const fields = [
            ...event.currentTarget.querySelectorAll<HTMLElement>('input, select, [type=submit]'),
          ];
          const index = fields.indexOf(event.target);
          // The search of an open list is elsewhere on the page, though its keys come by here.
          if (index < 0) return;
          event.preventDefault();
          fields[index + 1]?.focus();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          const fault = firstFault();
          setIsTried(fault !== undefined);
          if (fault) document.getElementById(fault)?.focus();
          else save();
        }}
      >
        <Card>
          <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
            <Field
              id={`${id}-unit`}
              label={t(type === 'TRANSFER' ? 'fromUnit' : 'unit')}
              problem={shown.unit}
            >
              <Select
                id={`${id}-unit`}
                {...faulty(`${id}-unit`, shown.unit)}
                className={BIG}
                required
                value={unit}
                onChange={(e) => setUnit(e.target.value)}
              >
                <option value="">{t('choose')}</option>
                {storageUnits.map((one) => (
                  <option key={one.value} value={one.value}>
                    {one.label}
                  </option>
                ))}
              </Select>
            </Field>
            {type === 'TRANSFER' ? (
              <Field id={`${id}-to`} label={t('toUnit')} problem={shown.to}>
                <Select
                  id={`${id}-to`}
                  {...faulty(`${id}-to`, shown.to)}
                  className={BIG}
                  required
                  value={to}
                  onChange={(e) => setTo(e.target.value)}
                >
                  <option value="">{t('choose')}</option>
                  {storageUnits
                    .filter((one) => one.value !== unit)
                    .map((one) => (
                      <option key={one.value} value={one.value}>
                        {one.label}
                      </option>
                    ))}
                </Select>
              </Field>
            ) : null}
            <Field id={`${id}-date`} label={t('date')} problem={shown.date}>
              <Input
                id={`${id}-date`}
                {...faulty(`${id}-date`, shown.date)}
                type="date"
                className={BIG}
                required
                max={today}
                value={date}
                onChange={(e) => setDate(e.target.value)}
              />
            </Field>
            <Field id={`${id}-note`} label={t('noteForAll')}>
              <Input
                id={`${id}-note`}
                className={BIG}
                value={note}
                onChange={(e) => setNote(e.target.value)}
              />
            </Field>
          </div>
          {isLocked && lock.first_open_day ? (
            <div className="mt-4">
              <LockedChoice firstOpenDay={lock.first_open_day} checked={later} onChange={setLater} />
            </div>
          ) : null}
        </Card>

        <ol className="grid gap-3">
          {lines.map((line, index) => {
            const base = known.get(line.ingredient)?.base_unit;
            const isBad = badLine === line.key;
            const field = (name: string) => `${id}-${line.key}-${name}`;
            const problems = isTried && filled.includes(line) ? problemsOf(line) : {};
            const fault = (name: string) => faulty(field(name), problems[name]);
            return (
              <li
                key={line.key}
                className={cn(
                  'grid grid-cols-2 items-start gap-3 rounded-xl border bg-surface p-4 ',
                  type === 'TRANSFER'
                    ? 'sm:grid-cols-[minmax(12rem,2fr)_repeat(2,minmax(7rem,1fr))_auto]'
                    : 'sm:grid-cols-[minmax(12rem,2fr)_repeat(3,minmax(7rem,1fr))_auto]',
                  isBad ? 'border-bad' : 'border-line',
                )}
              >
                <div className="col-span-2 sm:col-span-1">
                  <Field
                    id={field('ingredient')}
                    label={t('lineIngredient', { number: index + 1 })}
                    problem={problems.ingredient}
                  >
                    <Combobox
                      id={field('ingredient')}
                      label={t('lineIngredient', { number: index + 1 })}
                      value={line.ingredient}
                      options={options}
                      problem={problems.ingredient}
                      className={BIG}
                      onChange={(ingredient) =>
                        change(line.key, { ingredient, unit: known.get(ingredient)?.base_unit ?? '' })
                      }
                      // What is not known yet cannot be thrown away or moved.
                      onCreate={
                        type === 'RECEIPT' && create
                          ? (name) =>
                              create(name, (one) =>
                                change(line.key, { ingredient: one.id, unit: one.base_unit ?? '' }),
                              )
                          : undefined
                      }
                      next={field('quantity')}
                    />
                  </Field>
                </div>
                <Field id={field('quantity')} label={t('quantity')} problem={problems.quantity}>
                  <FigureInput
                    id={field('quantity')}
                    {...fault('quantity')}
                    autoComplete="off"
                    className={BIG}
                    figure={line.quantity}
                    onFigure={(quantity) => change(line.key, { quantity })}
                  />
                </Field>
                <Field id={field('unit')} label={t('measure')}>
                  <Select
                    id={field('unit')}
                    className={BIG}
                    disabled={!base}
                    value={line.unit}
                    onChange={(e) => change(line.key, { unit: e.target.value })}
                  >
                    {base ? null : <option value="">–</option>}
                    {(base ? unitsLike(base) : []).map((one) => (
                      <option key={one} value={one}>
                        {units(one)}
                      </option>
                    ))}
                  </Select>
                </Field>
                {type === 'RECEIPT' ? (
                  <Field
                    id={field('cost')}
                    label={line.unit ? t('costPer', { unit: units(line.unit as BaseUnit) }) : t('unitCost')}
                    problem={problems.cost}
                  >
                    <FigureInput
                      id={field('cost')}
                      {...fault('cost')}
                      autoComplete="off"
                      placeholder={t('average')}
                      className={BIG}
                      figure={line.cost}
                      onFigure={(cost) => change(line.key, { cost })}
                    />
                  </Field>
                ) : null}
                {type === 'WASTE' ? (
                  <Field id={field('reason')} label={t('reason')} problem={problems.reason}>
                    <Select
                      id={field('reason')}
                      {...fault('reason')}
                      className={BIG}
                      value={line.reason}
                      onChange={(e) => change(line.key, { reason: e.target.value })}
                    >
                      <option value="">{t('choose')}</option>
                      {WASTE_REASONS.map((reason) => (
                        <option key={reason} value={reason}>
                          {t(`reasons.${reason}`)}
                        </option>
                      ))}
                    </Select>
                  </Field>
                ) : null}
                {type === 'WASTE' && line.reason === 'other' ? (
                  <div className="col-span-2 sm:order-last sm:col-span-full">
                    <Field id={field('note')} label={t('otherReason')} problem={problems.note}>
                      <Input
                        id={field('note')}
                        {...fault('note')}
                        className={BIG}
                        value={line.note}
                        onChange={(e) => change(line.key, { note: e.target.value })}
                      />
                    </Field>
                  </div>
                ) : null}
                <Button
                  variant="ghost"
                  className="h-12 max-sm:self-end sm:mt-6.5 sm:h-10 sm:w-10 sm:px-0"
                  aria-label={t('removeLine', { number: index + 1 })}
                  disabled={lines.length === 1}
                  onClick={() => setLines((old) => old.filter((one) => one.key !== line.key))}
                >
                  <X aria-hidden />
                  <span className="sm:hidden">{t('remove')}</span>
                </Button>
                {isBad ? (
                  <p className="col-span-full text-sm text-bad">{t('lineFailed', { number: index + 1 })}</p>
                ) : null}
              </li>
            );
          })}
        </ol>
        <div>
          <Button
            variant="secondary"
            className="max-sm:h-12 max-sm:w-full"
            onClick={() => setLines((old) => [...old, blank()])}
          >
            <Plus aria-hidden />
            {t('addLine')}
          </Button>
        </div>
        <SaveBar error={error}>
          <Button type="submit" className="h-12 max-sm:w-full sm:h-10" pending={pending}>
            {begun.length === 0 ? t('enter') : t('enterLines', { count: begun.length })}
          </Button>
        </SaveBar>
      </form>
      {dialog}
    </>
  );
}

/** Stays in reach of the thumb however long the list is, and says there why nothing was written. */
export function SaveBar({ error, children }: { error: string | null; children: ReactNode }) {
  const t = useTranslations('stock');
  return (
    <div className="save-bar sticky bottom-0 z-20 -mx-4 flex flex-wrap items-center justify-end gap-3 border-t border-line bg-bg/95 px-4 py-3 backdrop-blur sm:-mx-1 sm:px-1">
      {error ? (
        <Notice tone="bad" role="alert" title={error} className="w-full">
          {t('nothingWritten')}
        </Notice>
      ) : null}
      {children}
    </div>
  );
}

type Answer =
  | { serverError?: { details?: Readonly<Record<string, unknown>> } | undefined; validationErrors?: unknown }
  | undefined;

/** Which line the answer names: by `details.line`, or as the path of a shape error. */
function failingLine(result: Answer, lines: readonly { key: number }[]): number | null {
  const named = result?.serverError?.details?.line;
  if (typeof named === 'number') return lines[named]?.key ?? null;
  const shape = (result?.validationErrors as { lines?: Record<string, unknown> } | undefined)?.lines;
  const index = Object.keys(shape ?? {}).find((key) => /^\d+$/.test(key));
  return index === undefined ? null : (lines[Number(index)]?.key ?? null);
}
