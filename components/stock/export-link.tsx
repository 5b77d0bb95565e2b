import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';

/** The list as filtered on screen, all its pages, as a file. */
export function ExportLink({
  list,
  params,
}: {
  list: 'stock' | 'ledger' | 'usage' | 'counts' | 'audit';
  params: Readonly<Record<string, string | undefined>>;
}) {
  const t = useTranslations('stock');
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) if (value && key !== 'cursor') query.set(key, value);
  return (
    <a
      className={buttonClass({ variant: 'secondary' })}
      href={`/inventory/export/${list}${query.size > 0 ? `?${query}` : ''}`}
      download
    >
      <Download aria-hidden />
      {t('export')}
    </a>
  );
}
