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
}: {
  companies: readonly { id: string; name: string }[];
  active: string | null;
}) {
  const t = useTranslations('shell');
  const id = useId();
  const { run, pending } = useRun();
  return (
    <div className="grid gap-1.5">
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
        className="text-sm text-brand underline-offset-4 hover:underline"
      >
        {t('newCompany')}
      </Link>
    </div>
  );
}
