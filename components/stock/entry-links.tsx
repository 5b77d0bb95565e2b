'use client';
import { ArrowLeftRight, ClipboardCheck, PackagePlus, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { useCanEnter, useCanManage } from '@/components/ui/can-manage';

/** What a person does with stock, one tap each. */
export function EntryLinks({ storageUnitId }: { storageUnitId?: string | undefined }) {
  const t = useTranslations('stock');
  const canMove = useCanManage();
  if (!useCanEnter()) return null;
  const unit = storageUnitId ? `&storage_unit=${storageUnitId}` : '';
  const links = [
    { href: `/inventory/counts/new?${unit.slice(1)}`, label: t('count'), icon: ClipboardCheck },
    { href: `/inventory/stock/enter?type=RECEIPT${unit}`, label: t('receive'), icon: PackagePlus },
    { href: `/inventory/stock/enter?type=WASTE${unit}`, label: t('waste'), icon: Trash2 },
    ...(canMove
      ? [{ href: `/inventory/stock/enter?type=TRANSFER${unit}`, label: t('move'), icon: ArrowLeftRight }]
      : []),
  ];
  return (
    <div className="grid w-full grid-cols-2 gap-2 sm:flex sm:w-auto sm:flex-wrap">
      {links.map(({ href, label, icon: Icon }, index) => (
        <Link
          key={href}
          href={href}
          className={buttonClass({
            variant: index === 0 ? 'primary' : 'secondary',
            className: 'max-sm:h-12',
          })}
        >
          <Icon aria-hidden />
          {label}
        </Link>
      ))}
    </div>
  );
}
