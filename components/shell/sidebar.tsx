'use client';
import { LogOut, Menu } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { CompanySwitcher } from './company-switcher';
import { NavLinks } from './nav-links';
import { Preferences } from './preferences';

type Props = { companies: readonly { id: string; name: string }[]; active: string | null };

function Inside({ companies, active, onNavigate }: Props & { onNavigate?: () => void }) {
  const t = useTranslations('shell');
  return (
    <div className="flex h-full flex-col gap-6">
      <CompanySwitcher companies={companies} active={active} />
      {active ? <NavLinks onNavigate={onNavigate} /> : null}
      <div className="mt-auto grid gap-1 border-t border-line pt-3">
        <Preferences />
        <Button
          variant="ghost"
          size="sm"
          className="justify-start"
          onClick={() => signOut({ callbackUrl: '/sign-in' })}
        >
          <LogOut aria-hidden />
          {t('signOut')}
        </Button>
      </div>
    </div>
  );
}

export function Sidebar(props: Props) {
  const t = useTranslations('shell');
  const [open, setOpen] = useState(false);
  return (
    <>
      <aside
        aria-label={t('sidebar')}
        className="sticky top-0 hidden h-dvh w-60 shrink-0 flex-col gap-6 overflow-y-auto border-r border-line bg-surface p-4 lg:flex"
      >
        <span className="text-lg font-semibold tracking-tight text-brand">Bestellfix</span>
        <div className="min-h-0 flex-1">
          <Inside {...props} />
        </div>
      </aside>
      <header className="sticky top-0 z-30 flex items-center justify-between border-b border-line bg-surface px-4 py-2 lg:hidden">
        <span className="text-lg font-semibold tracking-tight text-brand">Bestellfix</span>
        <Button variant="ghost" size="icon" aria-label={t('menu')} onClick={() => setOpen(true)}>
          <Menu aria-hidden />
        </Button>
        <Dialog open={open} onOpenChange={setOpen} title={t('menu')}>
          <Inside {...props} onNavigate={() => setOpen(false)} />
        </Dialog>
      </header>
    </>
  );
}
