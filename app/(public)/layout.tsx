import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Preferences } from '@/components/shell/preferences';
import { Wordmark } from '@/components/shell/wordmark';

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('auth');
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-5xl flex-col px-4 py-5 sm:px-8">
      <header className="flex items-center justify-between">
        <Wordmark />
        <Preferences />
      </header>
      <div className="grid flex-1 content-center items-center gap-x-16 gap-y-8 py-8 lg:grid-cols-[1fr_26rem]">
        <section aria-label="Bestellfix" className="max-w-xl">
          <p className="text-2xl leading-tight font-semibold tracking-tight text-balance sm:text-4xl">
            {t('claim')}
          </p>
          <p className="mt-3 text-pretty text-muted sm:mt-4 sm:text-lg">{t('claimText')}</p>
          <ol className="mt-8 hidden gap-4 lg:grid">
            {(['read', 'explode', 'explain'] as const).map((step, index) => (
              <li key={step} className="flex gap-4">
                <span
                  aria-hidden
                  className="grid size-7 shrink-0 place-items-center rounded-lg bg-brand-soft text-sm font-semibold text-brand tabular-nums"
                >
                  {index + 1}
                </span>
                <p className="pt-0.5 text-pretty text-muted">{t(`how.${step}`)}</p>
              </li>
            ))}
          </ol>
        </section>
        <main>{children}</main>
      </div>
    </div>
  );
}
