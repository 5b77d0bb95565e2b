import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { Day } from '@/components/ui/business-day';
import { cn } from '@/components/ui/cn';
import { Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { LedgerEntry } from '@/lib/contracts/ledger';
import { CorrectEntry } from './correct-entry';

export function EntryTable({
  entries,
  one,
  bare,
  label,
  lockedUntil,
}: {
  entries: readonly LedgerEntry[];
  /** All are of one ingredient, which the page names. */
  one?: 'ingredient';
  bare?: boolean;
  /** Where a page has more than one. */
  label?: string;
  /** Given, manual entries can be corrected here: the last locked day, or null. */
  lockedUntil?: string | null;
}) {
  const t = useTranslations('inventory');
  return (
    <Table stack bare={bare} label={label ?? t('ledger')}>
      <thead>
        <tr>
          {one === 'ingredient' ? null : <Th>{t('ingredient')}</Th>}
          <Th>{t('date')}</Th>
          <Th>{t('type')}</Th>
          <Th>{t('storageUnit')}</Th>
          <Th num>{t('quantity')}</Th>
          <Th num>{t('unitCost')}</Th>
          <Th num>{t('value')}</Th>
          <Th>{t('source')}</Th>
          {lockedUntil === undefined ? null : (
            <Th>
              <span className="sr-only">{t('actions')}</span>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} one={one} lockedUntil={lockedUntil} />
        ))}
      </tbody>
    </Table>
  );
}

/** A person entered it, no count, and nothing has taken it back. */
const isCorrectable = (entry: LedgerEntry) =>
  entry.source.kind === 'manual' &&
  entry.source.count_id === null &&
  entry.type !== 'ADJUSTMENT' &&
  entry.reverses_entry_id === null &&
  entry.reversed_by_entry_id === null;

function EntryRow({
  entry,
  one,
  lockedUntil,
}: {
  entry: LedgerEntry;
  one: 'ingredient' | undefined;
  lockedUntil: string | null | undefined;
}) {
  const t = useTranslations('inventory');
  const stock = useTranslations('stock');
  const units = useTranslations('units');
  return (
    <tr>
      {one === 'ingredient' ? null : (
        <Td className="font-medium">
          <TextLink href={`/inventory/ingredients/${entry.ingredient_id}`}>{entry.ingredient_name}</TextLink>
        </Td>
      )}
      <Td {...(one === 'ingredient' ? {} : { label: t('date') })}>
        <Day date={entry.date} />
        {entry.original_date ? (
          <span className="block text-muted">
            {stock('forDay')} <Day date={entry.original_date} />
          </span>
        ) : null}
      </Td>
      <Td label={t('type')}>
        <span className="inline-flex flex-wrap items-center gap-1">
          {t(`types.${entry.type}`)}
          {entry.reverses_entry_id ? <Badge tone="warn">{t('reversal')}</Badge> : null}
          {entry.reversed_by_entry_id ? <Badge>{t('reversed')}</Badge> : null}
          {entry.cause ? <Badge tone="brand">{stock(`causes.${entry.cause}`)}</Badge> : null}
        </span>
      </Td>
      <Td label={t('storageUnit')} className="text-muted">
        {entry.storage_unit_name}
      </Td>
      <Td num phone="lead" className={cn(entry.reversed_by_entry_id && 'text-muted line-through')}>
        <TextLink className="font-normal text-ink" href={`/inventory/ledger/${entry.id}`} title={t('why')}>
          <Amount value={entry.quantity} unit={units(entry.base_unit)} />
        </TextLink>
      </Td>
      <Td num phone="hide" className="text-muted">
        <Amount value={entry.unit_cost} digits={4} minDigits={2} />
      </Td>
      <Td num label={t('value')}>
        <Amount value={entry.value} digits={2} minDigits={2} />
      </Td>
      <Td phone="wide" className="max-w-56 text-muted">
        {entry.source.kind === 'pos' ? (
          <span>
            {entry.source.item_name ?? t('bills')}
            {entry.source.packaging_rule_id === null ? null : <span> · {t('packaging')}</span>}
            {entry.source.parent_item_name === null ? null : (
              <span className="text-muted"> · {entry.source.parent_item_name}</span>
            )}{' '}
            {entry.source.sold_quantity ? (
              <>
                × <Amount value={entry.source.sold_quantity} />
              </>
            ) : null}
            {entry.source.void_reason === null ? null : <span> · {entry.source.void_reason}</span>}
          </span>
        ) : (
          <ManualSource entry={entry} />
        )}
      </Td>
      {lockedUntil === undefined ? null : (
        <Td>{isCorrectable(entry) ? <CorrectEntry entry={entry} lockedUntil={lockedUntil} /> : null}</Td>
      )}
    </tr>
  );
}

function ManualSource({ entry }: { entry: LedgerEntry }) {
  const t = useTranslations('inventory');
  const stock = useTranslations('stock');
  const reason = entry.reason && entry.reason !== 'other' ? stock(`reasons.${entry.reason}`) : null;
  const text = [reason, entry.note].filter(Boolean).join(': ') || t('manual');
  return entry.source.count_id && entry.source.batch_id ? (
    <TextLink className="font-normal" href={`/inventory/counts/${entry.source.batch_id}`}>
      {entry.note ?? t('types.ADJUSTMENT')}
    </TextLink>
  ) : (
    text
  );
}
