'use client';
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { Day } from '@/components/ui/business-day';
import { Facts } from '@/components/ui/facts';
import { Table, Td, Th } from '@/components/ui/table';
import type { ChangePreview } from '@/lib/contracts/changes';
import type { BaseUnit } from '@/lib/core/units';
import { ModifierSentence } from './modifier-sentence';

const Money = ({ value }: { value: string }) => <Amount signed value={value} digits={2} minDigits={2} />;

/** What a change would write: totals, by ingredient, and on demand by day. */
export function PreviewTables({
  preview,
  moves,
}: {
  preview: ChangePreview;
  /** Into another storage unit: of each ingredient as much as before. */
  moves: boolean;
}) {
  const t = useTranslations('changes');
  if (preview.days_changed === 0) {
    return <p className="rounded-lg bg-sunken p-3 text-sm">{t('nothing', { days: preview.days_read })}</p>;
  }
  return (
    <div className="grid min-w-0 gap-5">
      <Facts
        className="sm:grid-cols-4"
        facts={[
          [t('days'), t('daysOf', { changed: preview.days_changed, read: preview.days_read })],
          [t('reversed'), <Amount key="r" value={String(preview.entries_reversed)} />],
          [t('posted'), <Amount key="p" value={String(preview.entries_posted)} />],
          [t('valueChange'), <Money key="v" value={preview.value_change} />],
        ]}
      />
      {preview.counts_changed > 0 ? (
        <p className="text-sm text-muted">{t('counts', { counts: preview.counts_changed })}</p>
      ) : null}
      {preview.modifiers.length > 0 ? <ModifierChanges modifiers={preview.modifiers} /> : null}
      {moves ? <Moved preview={preview} /> : <ByIngredient preview={preview} />}
      <details className="group">
        <summary className="cursor-pointer text-sm font-medium text-brand">{t('byDay')}</summary>
        <div className="mt-3 max-h-72 overflow-y-auto">
          <DayTable days={preview.days} />
        </div>
      </details>
    </div>
  );
}

function useUnit() {
  const units = useTranslations('units');
  return (name: string) => (units.has(name) ? units(name) : name);
}

function ByIngredient({ preview }: { preview: ChangePreview }) {
  const t = useTranslations('changes');
  const unit = useUnit();
  return (
    <Table stack label={t('byIngredient')}>
      <thead>
        <tr>
          <Th>{t('ingredient')}</Th>
          <Th num>{t('before')}</Th>
          <Th num>{t('after')}</Th>
          <Th num>{t('change')}</Th>
          <Th num>{t('value')}</Th>
        </tr>
      </thead>
      <tbody>
        {preview.ingredients.map((one) => (
          <tr key={one.ingredient_id}>
            <Td className="font-medium">{one.ingredient_name}</Td>
            <Td num label={t('before')} className="text-muted">
              <Amount value={one.quantity_before} digits={3} />
            </Td>
            <Td num label={t('after')}>
              <Amount value={one.quantity_after} digits={3} />
            </Td>
            <Td num phone="lead" className="font-medium">
              <Amount signed value={one.quantity_change} digits={3} unit={unit(one.base_unit)} />
            </Td>
            <Td num label={t('value')}>
              <Money value={one.value_change} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Moved({ preview }: { preview: ChangePreview }) {
  const t = useTranslations('changes');
  const unit = useUnit();
  return (
    <Table stack label={t('byIngredient')}>
      <thead>
        <tr>
          <Th>{t('ingredient')}</Th>
          <Th num>{t('moves')}</Th>
        </tr>
      </thead>
      <tbody>
        {preview.ingredients.map((one) => (
          <tr key={one.ingredient_id}>
            <Td className="font-medium">{one.ingredient_name}</Td>
            <Td num phone="lead">
              <Amount value={one.quantity_after} digits={3} unit={unit(one.base_unit)} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const SHOWN = 6;
/** What pieces of modifiers will take more or less under their parents; the first are the most sold. */
function ModifierChanges({ modifiers }: Pick<ChangePreview, 'modifiers'>) {
  const t = useTranslations('changes');
  const sentence = (one: ChangePreview['modifiers'][number]) => (
    <li key={`${one.item_id} ${one.parent_item_id} ${one.ingredient_id} ${one.usage_per_item}`}>
      <ModifierSentence
        item={one.item_name}
        parent={one.parent_item_name}
        ingredient={{ name: one.ingredient_name, base_unit: one.base_unit as BaseUnit }}
        sold={one.sold_quantity}
        usagePerItem={one.usage_per_item}
      />
    </li>
  );
  const rest = modifiers.slice(SHOWN);
  return (
    <section aria-label={t('modifiers')} className="grid gap-2 text-sm">
      <h3 className="font-medium">{t('modifiers')}</h3>
      <ul className="grid gap-1">{modifiers.slice(0, SHOWN).map(sentence)}</ul>
      {rest.length > 0 ? (
        <details>
          <summary className="cursor-pointer font-medium text-brand">
            {t('moreModifiers', { count: rest.length })}
          </summary>
          <ul className="mt-2 grid max-h-60 gap-1 overflow-y-auto">{rest.map(sentence)}</ul>
        </details>
      ) : null}
    </section>
  );
}

function DayTable({ days }: { days: ChangePreview['days'] }) {
  const t = useTranslations('changes');
  const isSeveral = new Set(days.map((day) => day.location_id)).size > 1;
  return (
    <Table stack label={t('byDay')}>
      <thead>
        <tr>
          <Th>{t('day')}</Th>
          {isSeveral ? <Th>{t('location')}</Th> : null}
          <Th num>{t('reversed')}</Th>
          <Th num>{t('posted')}</Th>
          <Th num>{t('value')}</Th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={`${day.location_id} ${day.date}`}>
            <Td>
              <Day date={day.date} />
              {day.booked_on === day.date ? null : (
                <span className="block text-xs text-muted">
                  {t('bookedOn')} <Day date={day.booked_on} />
                </span>
              )}
            </Td>
            {isSeveral ? <Td label={t('location')}>{day.location_name}</Td> : null}
            <Td num label={t('reversed')}>
              <Amount value={String(day.entries_reversed)} />
            </Td>
            <Td num label={t('posted')}>
              <Amount value={String(day.entries_posted)} />
            </Td>
            <Td num phone="lead">
              <Money value={day.value_change} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
