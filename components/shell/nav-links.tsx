'use client';
import {
  Bell,
  BookOpen,
  Boxes,
  CalendarCheck,
  Carrot,
  ChartColumn,
  ChefHat,
  ClipboardCheck,
  LayoutDashboard,
  ListChecks,
  Package,
  Plug,
  Settings,
} from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';

const DAILY = [
  { href: '/overview', key: 'overview', icon: LayoutDashboard },
  { href: '/notices', key: 'notices', icon: Bell },
  { href: '/runs', key: 'runs', icon: CalendarCheck },
  { href: '/inventory/stock', key: 'stock', icon: Package },
  { href: '/inventory/counts', key: 'counts', icon: ClipboardCheck },
  { href: '/inventory/usage', key: 'usage', icon: ChartColumn },
  { href: '/setup', key: 'setup', icon: ListChecks },
] as const;
const MANAGE = [
  { href: '/integrations', key: 'integrations', icon: Plug },
  { href: '/inventory/storage-units', key: 'storageUnits', icon: Boxes },
  { href: '/inventory/ingredients', key: 'ingredients', icon: Carrot },
  { href: '/inventory/recipes', key: 'recipes', icon: ChefHat },
  { href: '/inventory/ledger', key: 'ledger', icon: BookOpen },
  { href: '/settings', key: 'settings', icon: Settings },
] as const;

/** What a stock keeper may see (R53). */
const KEEPER: readonly string[] = ['stock', 'counts', 'settings'];

/** `notices`: how many are open. */
export function NavLinks({
  notices,
  isKeeper,
  onNavigate,
}: {
  notices: number;
  isKeeper: boolean;
  onNavigate?: () => void;
}) {
  const t = useTranslations('nav');
  const path = usePathname();
  const list = (links: readonly ((typeof DAILY)[number] | (typeof MANAGE)[number])[]) =>
    links
      .filter(({ key }) => !isKeeper || KEEPER.includes(key))
      .map(({ href, key, icon: Icon }) => {
        const here = path === href || path.startsWith(`${href}/`);
        return (
          <li key={href}>
            <Link
              href={href}
              onClick={onNavigate}
              aria-current={here ? 'page' : undefined}
              className={cn(
                'flex h-9 items-center gap-3 rounded-lg px-3 text-sm font-medium -outline-offset-2',
                here
                  ? 'bg-surface text-ink shadow-[inset_0_0_0_1px_var(--line)]'
                  : 'text-muted hover:bg-sunken hover:text-ink',
              )}
            >
              <Icon aria-hidden className={cn('size-4', here && 'text-brand')} />
              {t(key)}
              {key === 'notices' && notices > 0 ? (
                <span className="ml-auto rounded-full bg-warn-soft px-2 text-xs text-ink tabular-nums">
                  {notices > 99 ? '99+' : notices}
                  <span className="sr-only"> {t('open')}</span>
                </span>
              ) : null}
            </Link>
          </li>
        );
      });
  return (
    <nav aria-label={t('label')} className="grid gap-5">
      <ul className="grid gap-0.5">{list(DAILY)}</ul>
      <div>
        <p id="nav-manage" className="mb-1.5 px-3 text-xs font-medium text-muted">
          {t('manage')}
        </p>
        <ul aria-labelledby="nav-manage" className="grid gap-0.5">
          {list(MANAGE)}
        </ul>
      </div>
    </nav>
  );
}
