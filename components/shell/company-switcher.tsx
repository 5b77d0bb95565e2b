'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Select } from '@/components/ui/select';
import { useRun } from '@/components/ui/use-run';
import { switchCompanyAction } from '@/lib/actions/company';

export function CompanySwitcher({
  companies,
  active,
  onNavigate,
}: {
  companies: readonly { id: string; name: string }[];
  active: string | null;
  onNavigate?: () => void;
}) {
  const t = useTranslations('shell');
  const id = useId();
  const { run, pending } = useRun();
  return (
    <div className="grid grid-cols-1 gap-1.5 px-3">
      <label htmlFor={id} className="text-xs font-medium text-muted">
        {t('company')}
      </label>
      {companies.length > 0 ? (
        <Select
          id={id}
          value={active ?? ''}
          disabled={pending}
          onChange={(event) => {
            const companyId = event.target.value;
            run(() => switchCompanyAction({ company_id: companyId }));
          }}
        >
          {companies.map((company) => (
            <option key={company.id} value={company.id}>
              {company.name}
            </option>
          ))}
        </Select>
      ) : null}
      <Link
        id={companies.length > 0 ? undefined : id}
        href="/companies/new"
        onClick={onNavigate}
        className="justify-self-start rounded-sm text-sm text-muted underline-offset-4 hover:text-ink hover:underline"
      >
        {t('newCompany')}
      </Link>
    </div>
  );
}
