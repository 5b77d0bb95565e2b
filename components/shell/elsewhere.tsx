'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button, buttonClass } from '@/components/ui/button';
import { useRun } from '@/components/ui/use-run';
import { switchCompanyAction } from '@/lib/actions/company';

/** In place of a thing that belongs to another of the reader's own companies: says which, and goes there. */
export function Elsewhere({ company }: { company: { id: string; name: string } }) {
  const t = useTranslations('common');
  const { run, pending } = useRun();
  return (
    <div className="grid max-w-md justify-items-start gap-6 py-12">
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">{t('elsewhere')}</h1>
        <p className="mt-1 text-muted">{t('elsewhereText', { company: company.name })}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button pending={pending} onClick={() => run(() => switchCompanyAction({ company_id: company.id }))}>
          {t('switchTo', { company: company.name })}
        </Button>
        <Link href="/" className={buttonClass({ variant: 'secondary' })}>
          {t('home')}
        </Link>
      </div>
    </div>
  );
}
