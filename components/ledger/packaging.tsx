'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Amount } from '@/components/ui/amount';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { Card } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { useRun } from '@/components/ui/use-run';
import type { Packaging as Said } from '@/lib/contracts/packaging';
import { PackagingForm, type PackagingSubject } from './packaging-form';
import { useSaveChange } from './use-save-change';

const keyOf = ({ item_id, accounting_group }: Said) => `${item_id} ${accounting_group}`;

/**
 * What items, groups and bills take besides when they leave the house; booked days with a preview (R40). Over
 * 80 lines: the cards of one page.
 */
export function Packaging({
  companyId,
  today,
  said,
  suggested,
  groups,
  items,
  ingredients,
}: {
  companyId: string;
  today: string;
  said: readonly Said[];
  suggested: readonly { accounting_group: string; take_away_lines: number; dine_in_lines: number }[];
  groups: readonly string[];
  items: readonly { id: string; name: string; sku: string | null }[];
  ingredients: readonly { id: string; name: string; base_unit: string }[];
}) {
  const t = useTranslations('settings.packaging');
  const common = useTranslations('common');
  const allowed = useCanManage();
  const [subject, setSubject] = useState<PackagingSubject>('bill');
  const saving = useSaveChange({
    companyId,
    today,
    title: t('title'),
    done: common('saved'),
    onApplied: () => {},
  });
  return (
    <div className="grid gap-6">
      <Card>
        {said.length === 0 ? (
          <p className="text-sm text-muted">{t('none')}</p>
        ) : (
          <SaidTable said={said} save={saving.save} allowed={allowed} />
        )}
      </Card>
      {suggested.length > 0 ? (
        <Card title={t('suggested')}>
          <ul className="grid gap-3">
            {suggested.map((one) => (
              <li
                key={one.accounting_group}
                className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1"
              >
                <span className="min-w-0">
                  <span className="font-medium">{one.accounting_group}</span>{' '}
                  <span className="text-sm text-muted">
                    {t('ways', { away: one.take_away_lines, house: one.dine_in_lines })}
                  </span>
                </span>
                {allowed ? (
                  <Button
                    size="sm"
                    variant="secondary"
                    aria-label={t('addTo', { name: one.accounting_group })}
                    onClick={() => setSubject(`group ${one.accounting_group}`)}
                  >
                    {t('add')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {allowed ? (
        <Card title={t('add')}>
          <PackagingForm
            // What it is for is chosen elsewhere too.
            key={subject}
            subject={subject}
            said={said}
            groups={groups}
            items={items}
            ingredients={ingredients}
            save={saving.save}
          />
        </Card>
      ) : null}
      {saving.dialog}
    </div>
  );
}

export type SaveChange = ReturnType<typeof useSaveChange>['save'];

function SaidTable({ said, save, allowed }: { said: readonly Said[]; save: SaveChange; allowed: boolean }) {
  const t = useTranslations('settings.packaging');
  return (
    <Table stack bare label={t('title')}>
      <thead>
        <tr>
          <Th>{t('subject')}</Th>
          <Th>{t('takes')}</Th>
          <Th>
            <span className="sr-only">{t('remove')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {said.map((one) => (
          <SaidRow key={keyOf(one)} said={one} save={save} allowed={allowed} />
        ))}
      </tbody>
    </Table>
  );
}

function SaidRow({ said, save, allowed }: { said: Said; save: SaveChange; allowed: boolean }) {
  const t = useTranslations('settings.packaging');
  const common = useTranslations('common');
  const units = useTranslations('units');
  const { run, pending } = useRun();
  const { item_id, item_name, accounting_group } = said;
  const name =
    item_name ?? (accounting_group === null ? t('bill') : t('groupOf', { name: accounting_group }));
  const of = { ...(item_id !== null && { item_id }), ...(accounting_group !== null && { accounting_group }) };
  return (
    <tr>
      <Td className="font-medium">{name}</Td>
      <Td label={t('takes')}>
        {said.rules.length === 0 ? t('takesNothing') : null}
        <ul>
          {said.rules.map((rule) => (
            <li key={rule.id}>
              <Amount value={rule.quantity} unit={units(rule.unit)} /> {rule.ingredient_name}
            </li>
          ))}
        </ul>
      </Td>
      <Td className="sm:text-right">
        {allowed ? (
          <Button
            size="sm"
            variant="secondary"
            pending={pending}
            aria-label={t('removeOf', { name })}
            onClick={() => save(run, { kind: 'packaging', ...of, rules: null }, { done: common('saved') })}
          >
            {t('remove')}
          </Button>
        ) : null}
      </Td>
    </tr>
  );
}
