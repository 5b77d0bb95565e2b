import { useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/components/ui/table';
import { KEPT, KEPT_NAMES, type KeptName, type KeptUntil } from '@/lib/core/kept-data';
import type { RetentionDays } from '@/lib/core/retention';

/** What is kept, why, and for how long as the company has it set (R50). */
export function KeptTable({ days }: { days: RetentionDays }) {
  const t = useTranslations('privacy');
  const until = (of: KeptUntil) => {
    if (typeof of === 'string') return t(`until.${of}`);
    return t('until.days', { days: 'days' in of ? of.days : days[of.setting] });
  };
  const rows: readonly KeptName[] = KEPT_NAMES;
  return (
    <Table stack label={t('keptTitle')}>
      <thead>
        <tr>
          <Th>{t('what')}</Th>
          <Th>{t('why')}</Th>
          <Th>{t('howLong')}</Th>
        </tr>
      </thead>
      <tbody className="align-top">
        {rows.map((name) => (
          <tr key={name} className="align-top">
            <Td className="min-w-56 font-medium break-words">{t(`kept.${name}.what`)}</Td>
            <Td label={t('why')} phone="wide" className="text-muted">
              {t(`kept.${name}.why`)}
            </Td>
            <Td label={t('howLong')} phone="wide" className="min-w-40">
              {until(KEPT[name].until)}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
