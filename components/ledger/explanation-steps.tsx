import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Amount } from '@/components/ui/amount';
import { Day } from '@/components/ui/business-day';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import type { ExplainedSale } from '@/lib/contracts/explanations';

export type ItemShown = Pick<NonNullable<ExplainedSale['item']>, 'name' | 'sku'>;

/** What goes along when it leaves the house (R40). */
export function PackagingStep({
  packaging,
  name,
}: {
  packaging: NonNullable<ExplainedSale['packaging']>;
  name: string;
}) {
  const t = useTranslations('explanation');
  const units = useTranslations('units');
  return (
    <Step title={t('packaging')} text={t(`packedFor.${packaging.said_for}`, { item: name })}>
      <Facts
        className="sm:grid-cols-3"
        facts={[
          [
            t(packaging.said_for === 'bill' ? 'perBill' : 'perSale'),
            <Amount key="q" value={packaging.quantity} unit={units(packaging.unit)} />,
          ],
          ...(packaging.accounting_group === null
            ? []
            : [[t('accountingGroup'), packaging.accounting_group] as const]),
          [t('version'), String(packaging.version)],
          [
            t('countsFrom'),
            packaging.effective_from === null ? (
              t('allDays')
            ) : (
              <Day key="f" date={packaging.effective_from} />
            ),
          ],
        ]}
      />
    </Step>
  );
}

/** Voided goods that are waste, by the till's reason (R16). */
export function WasteStep({ item, waste }: { item: ItemShown; waste: NonNullable<ExplainedSale['waste']> }) {
  const t = useTranslations('explanation');
  return (
    <Step title={t('waste')} text={t('wasteText', { item: item.name, reason: waste.reason })}>
      <Facts
        className="sm:grid-cols-3"
        facts={[
          [t('wasteReason'), waste.reason],
          [t('version'), String(waste.version)],
          [
            t('countsFrom'),
            waste.effective_from === null ? t('allDays') : <Day key="f" date={waste.effective_from} />,
          ],
        ]}
      />
    </Step>
  );
}

export function Step({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <li className="[counter-increment:step]">
      <Card title={<span className="before:content-[counter(step)_'._']">{title}</span>} description={text}>
        {children}
      </Card>
    </li>
  );
}
