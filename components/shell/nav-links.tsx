'use client';
import { BookOpen, Boxes, Carrot, ChefHat, LayoutDashboard, ListChecks, Plug, Settings } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';

const LINKS = [
  { href: '/overview', key: 'overview', icon: LayoutDashboard },
  { href: '/setup', key: 'setup', icon: ListChecks },
  { href: '/integrations', key: 'integrations', icon: Plug },
  { href: '/inventory/storage-units', key: 'storageUnits', icon: Boxes },
  { href: '/inventory/ingredients', key: 'ingredients', icon: Carrot },
  { href: '/inventory/recipes', key: 'recipes', icon: ChefHat },
  { href: '/inventory/ledger', key: 'ledger', icon: BookOpen },
  { href: '/settings', key: 'settings', icon: Settings },
] as const;

export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const t = useTranslations('nav');
  const path = usePathname();
  return (
    <nav aria-label={t('label')} className="grid gap-0.5">
      {LINKS.map(({ href, key, icon: Icon }) => {
        const here = path === href || path.startsWith(`${href}/`);
        return (
          <Link
            key={href}
            href={href}
            onClick={onNavigate}
            aria-current={here ? 'page' : undefined}
            className={cn(
              'flex items-center gap-3 rounded-lg px-3 py-2 text-sm font-medium',
              here ? 'bg-brand-soft text-brand' : 'text-muted hover:bg-sunken hover:text-ink',
            )}
          >
            <Icon aria-hidden className="size-4" />
            {t(key)}
          </Link>
        );
      })}
    </nav>
  );
}
