import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';

/** What each reason wasted, said by hand or by a till (R16). */
export function WastedByReason({
  reasons,
}: {
  reasons: readonly { reason: string | null; void_reason: string | null; value: string }[];
}) {
  const t = useTranslations('stock');
  if (reasons.length === 0) return null;
  return (
    <Card title={t('wasteByReason')}>
      <Facts
        facts={reasons.map(({ reason, void_reason: said, value }) => [
          said ?? t(`reasons.${reason ?? 'other'}`),
          <Amount key={`${reason} ${said}`} value={value} digits={2} minDigits={2} />,
        ])}
      />
    </Card>
  );
}
