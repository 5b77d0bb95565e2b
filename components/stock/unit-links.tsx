'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { useLastUnit } from './use-last-unit';

/** Which storage unit is counted: the one booked in last comes first and is marked. */
export function UnitLinks({
  companyId,
  units,
}: {
  companyId: string;
  units: readonly { id: string; name: string }[];
}) {
  const t = useTranslations('stock');
  const { last } = useLastUnit(companyId);
  const ordered = [...units.filter((one) => one.id === last), ...units.filter((one) => one.id !== last)];
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {ordered.map((one) => (
        <li key={one.id}>
          <Link
            href={`/inventory/counts/new?storage_unit=${one.id}`}
            className={buttonClass({
              variant: one.id === last ? 'primary' : 'secondary',
              className: 'h-14 w-full text-base',
            })}
          >
            <span className="truncate">{one.name}</span>
            {one.id === last ? <span className="text-sm font-normal">{t('lastUsed')}</span> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
