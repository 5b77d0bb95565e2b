'use client';
import { Download, Upload } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { TextLink } from '@/components/ui/text-link';
import type { ImportKind } from '@/lib/core/imports/kinds';

/** The way to the import of a kind, for who may go it. */
export function ImportLink({ kind }: { kind: ImportKind }) {
  const t = useTranslations('imports');
  if (!useCanManage()) return null;
  return (
    <TextLink href={`/inventory/import?kind=${kind}`}>{t('openOf', { kind: t(`kinds.${kind}`) })}</TextLink>
  );
}

/**
 * Ways for a list to come in and go out, as CSV in the reader's notation and as XLSX; on the page of imports
 * only out: its template, and what is there.
 */
export function FileLinks({
  companyId,
  kind,
  of = 'list',
}: {
  companyId: string;
  kind: ImportKind;
  of?: 'list' | 'template' | 'there';
}) {
  const t = useTranslations('imports');
  const language = useLocale() === 'de' ? 'de' : 'en';
  const canManage = useCanManage();
  const isTemplate = of === 'template';
  const name = isTemplate ? t('template') : t(`kinds.${kind}`);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {of === 'list' ? null : <span className="text-sm text-muted">{t(of)}</span>}
      {canManage && of === 'list' ? (
        <Link
          href={`/inventory/import?kind=${kind}`}
          aria-label={t('openOf', { kind: name })}
          className={buttonClass({ variant: 'secondary' })}
        >
          <Upload aria-hidden />
          {t('open')}
        </Link>
      ) : null}
      {(['csv', 'xlsx'] as const).map((format) => {
        const label = format === 'csv' ? 'CSV' : 'Excel';
        const query = { company_id: companyId, format, language, ...(isTemplate && { template: 'true' }) };
        return (
          <a
            key={format}
            href={`/api/v1/exports/${kind}?${new URLSearchParams(query)}`}
            download
            aria-label={t('exportOf', { kind: name, format: label })}
            className={buttonClass({ variant: 'secondary', size: of === 'list' ? 'md' : 'sm' })}
          >
            <Download aria-hidden />
            {label}
          </a>
        );
      })}
    </div>
  );
}
