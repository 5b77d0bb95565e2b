'use client';
import { LogOut, Menu, X } from 'lucide-react';
import { signOut } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { Button, buttonClass } from '@/components/ui/button';
import { CompanySwitcher } from './company-switcher';
import { NavLinks } from './nav-links';
import { Preferences } from './preferences';
import { Wordmark } from './wordmark';

type Props = {
  companies: readonly { id: string; name: string }[];
  active: string | null;
  /** Open notices of the company. */
  notices: number;
  /** A stock keeper, who is shown the way to little. */
  isKeeper: boolean;
};

function Inside({ companies, active, notices, isKeeper, onNavigate }: Props & { onNavigate?: () => void }) {
  const t = useTranslations('shell');
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-6">
      <CompanySwitcher companies={companies} active={active} onNavigate={onNavigate} />
      {active ? <NavLinks notices={notices} isKeeper={isKeeper} onNavigate={onNavigate} /> : null}
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
        className="sticky top-0 hidden h-dvh w-60 shrink-0 flex-col gap-6 overflow-y-auto border-r border-line px-3 py-5 lg:flex"
      >
        <div className="px-3">
          <Wordmark />
        </div>
        <Inside {...props} />
      </aside>
      <header className="sticky top-0 z-30 flex items-center justify-between border-b border-line bg-bg px-4 py-2 lg:hidden">
        <Wordmark />
        <Dialog.Root open={open} onOpenChange={setOpen}>
          <Dialog.Trigger aria-label={t('menu')} className={buttonClass({ variant: 'ghost', size: 'icon' })}>
            <Menu aria-hidden />
          </Dialog.Trigger>
          <Dialog.Portal>
            <Dialog.Overlay className="fixed inset-0 z-40 bg-black/45" />
            <Dialog.Content
              aria-describedby={undefined}
              className="fixed inset-y-0 right-0 z-50 flex w-[min(20rem,calc(100vw-3rem))] flex-col gap-5 overflow-y-auto border-l border-line bg-bg px-3 pt-3 pb-5"
            >
              <div className="flex items-center justify-between pl-3">
                <Dialog.Title className="font-semibold">{t('menu')}</Dialog.Title>
                <Dialog.Close
                  aria-label={t('close')}
                  className={buttonClass({ variant: 'ghost', size: 'icon' })}
                >
                  <X aria-hidden />
                </Dialog.Close>
              </div>
              <Inside {...props} onNavigate={() => setOpen(false)} />
            </Dialog.Content>
          </Dialog.Portal>
        </Dialog.Root>
      </header>
    </>
  );
}
