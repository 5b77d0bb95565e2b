import { useLocale, useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import type { Item } from '@/lib/contracts/lightspeed';
import { showFigure } from '@/lib/i18n/figures';

/** What syncs found new of an item since something was decided about it (R38), a sentence each. */
export function Findings({ findings }: { findings: Item['findings'] }) {
  const t = useTranslations('item');
  const locale = useLocale();
  if (findings.length === 0) return null;
  const shown = (field: string, value: string | null) =>
    value === null ? '–' : field === 'price' ? showFigure(value, locale, { digits: 2, minDigits: 2 }) : value;
  return (
    <Notice tone="warn" title={t('changed')}>
      <ul>
        {findings.map(({ field, before, after }) => (
          <li key={field}>
            {t(`findings.${field}`, { before: shown(field, before), after: shown(field, after) })}
          </li>
        ))}
      </ul>
      <p>{t('changedText')}</p>
    </Notice>
  );
}
