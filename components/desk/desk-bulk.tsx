import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, type RefObject, useId, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import type { DeskRow, DeskTarget } from '@/lib/contracts/desk';
import type { BaseUnit } from '@/lib/core/units';
import type { DeskModel, DeskQuery, Open, View } from './desk-model';
import { TakeItems } from './take-items';
import type { Choice, Chosen, DeskActs } from './use-desk-acts';
import type { DeskWords } from './use-desk-words';

const THRESHOLDS = [0.99, 0.98, 0.95, 0.9, 0.8, 0.7] as const;

/**
 * Acts on many rows: those selected, else all that segment, group and search show. How many each would reach
 * stands on its button. Over 80 lines: the markup of five acts on many rows, each with its own words.
 */
export const DeskBulk = memo(function DeskBulk({
  model,
  view,
  query,
  selected,
  setSelected,
  acts,
  words,
  isWhole,
  integrationId,
  grid,
}: {
  model: DeskModel;
  view: View;
  query: DeskQuery;
  selected: ReadonlySet<string>;
  setSelected: (ids: ReadonlySet<string>) => void;
  acts: DeskActs;
  words: DeskWords;
  isWhole: boolean;
  integrationId: string;
  grid: RefObject<HTMLElement | null>;
}) {
  const t = useTranslations('desk');
  const id = useId();
  const [least, setLeast] = useState(0.95);
  const { open, acceptable } = useMemo(() => {
    const meant = selected.size === 0 ? view.open : model.openOf(selected);
    const acceptable: (readonly [DeskRow, Choice])[] = [];
    for (const one of meant) {
      const choice = acceptOf(one, least);
      if (choice !== undefined) acceptable.push([one.row, choice]);
    }
    return { open: meant, acceptable };
  }, [model, view, selected, least]);
  const ignorable = query.segment === 'never_sold' || selected.size > 0 ? open : [];
  const act = (chosen: Chosen, said: string) => {
    acts.decide(chosen, said);
    setSelected(new Set());
  };
  return (
    <>
      {selected.size > 0 ? (
        <Button
          size="sm"
          variant="ghost"
          className="min-w-28 justify-start px-0 tabular-nums"
          onClick={() => setSelected(new Set())}
        >
          {t('selected', { count: selected.size })}
          <X aria-hidden className="size-4" />
          <span className="sr-only">{t('clearSelection')}</span>
        </Button>
      ) : (
        <span className="inline-block min-w-28 text-sm text-muted tabular-nums max-sm:sr-only">
          {t('shown', { count: view.ids.length })}
        </span>
      )}
      <Button
        size="sm"
        variant="secondary"
        disabled={acceptable.length === 0}
        onClick={() => act(acceptable, t('said.acceptedMany', { count: acceptable.length }))}
      >
        {t('acceptAll', { count: acceptable.length })}
      </Button>
      <label htmlFor={id} className="flex items-center gap-2 text-sm text-muted">
        <span className="max-sm:sr-only">{t('from')}</span>
        <Select
          id={id}
          className="h-8 w-24 max-sm:h-10"
          value={String(least)}
          onChange={(event) => setLeast(Number(event.target.value))}
        >
          {THRESHOLDS.map((one) => (
            <option key={one} value={one}>
              {words.percent(one)}
            </option>
          ))}
        </Select>
      </label>
      {ignorable.length > 0 ? (
        <Button
          size="sm"
          variant="secondary"
          disabled={!isWhole}
          onClick={() =>
            act(
              ignorable.map(({ row }) => [row, 'ignored'] as const),
              t('said.ignoredMany', { count: ignorable.length }),
            )
          }
        >
          {t(selected.size > 0 ? 'ignoreSelected' : 'ignoreNeverSold', { count: ignorable.length })}
        </Button>
      ) : null}
      {selected.size > 0 && open.length > 0 ? (
        <TakeItems
          integrationId={integrationId}
          rows={open.map(({ row }) => row)}
          fallback={grid}
          onTaken={(chosen, { created, items, past }) => {
            for (const { ingredient_id, ingredient_name, base_unit } of items) {
              if (!model.target(ingredient_id))
                model.addTarget(newIngredient(ingredient_id, ingredient_name, base_unit));
            }
            acts.saved(chosen, t('take.said', { count: chosen.length, created }), past !== null);
            setSelected(new Set());
          }}
        />
      ) : null}
    </>
  );
});

/** What it costs is known once it was received, or said. */
const newIngredient = (id: string, name: string, base_unit: BaseUnit): DeskTarget => ({
  ...{ type: 'ingredient', id, name, base_unit },
  ...{ is_active: true, cost: null, is_workable: true },
});

/** Only what is an estimate and sure enough: what was decided elsewhere is accepted one by one. */
function acceptOf({ offer }: Open, least: number): Choice | undefined {
  if (!offer || (offer.confidence ?? 0) < least) return undefined;
  if (offer.verdict === 'ignore') return 'ignored';
  return offer.verdict === 'map' ? (offer.takes ?? undefined) : undefined;
}
