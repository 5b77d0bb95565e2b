'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { Toaster } from 'sonner';

export function Providers({ children }: { children: ReactNode }) {
  const t = useTranslations('common');
  const [client] = useState(() => new QueryClient());
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      <QueryClientProvider client={client}>
        <NuqsAdapter>{children}</NuqsAdapter>
        <Toaster
          position="bottom-right"
          // Above the bar that holds a long form's button on a phone.
          mobileOffset={{ bottom: '5.5rem' }}
          style={{ fontFamily: 'inherit' }}
          containerAriaLabel={t('notifications')}
          toastOptions={{
            closeButtonAriaLabel: t('close'),
            classNames: {
              toast: '!border-line !bg-surface !text-ink',
              error: '!border-bad/40 !bg-bad-soft [&_[data-icon]]:text-bad',
              success: '[&_[data-icon]]:text-good',
              closeButton: '!border-line !bg-surface !text-ink',
            },
          }}
        />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
