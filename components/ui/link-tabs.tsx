import Link from 'next/link';
import type { ReactNode } from 'react';
import { cn } from './cn';

export type LinkTab = { href: string; label: ReactNode; count?: ReactNode; current: boolean };

/** Views of one page, each with its own address. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  return (
    <nav
      aria-label={label}
      className="-mx-4 overflow-x-auto px-4 pb-1 [scrollbar-width:none] sm:mx-0 sm:px-0 sm:pb-0"
    >
      <ul className="flex w-max gap-1">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              aria-current={tab.current ? 'page' : undefined}
              className={cn(
                'flex h-9 items-center gap-2 rounded-lg border px-3 text-sm font-medium whitespace-nowrap -outline-offset-2',
                tab.current
                  ? 'border-brand/30 bg-brand-soft text-brand'
                  : 'border-transparent text-muted hover:bg-sunken hover:text-ink',
              )}
            >
              {tab.label}
              {tab.count === undefined ? null : <span className="tabular-nums">{tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
