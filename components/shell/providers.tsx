'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { Toaster } from 'sonner';

export function Providers({
  nonce,
  children,
}: {
  /** Of this answer's policy, for the script that sets the theme before anything is drawn. */
  nonce: string | undefined;
  children: ReactNode;
}) {
  const t = useTranslations('common');
  const [client] = useState(() => new QueryClient());
  return (
    <ThemeProvider
      nonce={nonce}
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
    >
      <QueryClientProvider client={client}>
        <NuqsAdapter>{children}</NuqsAdapter>
        <Toaster
          position="bottom-right"
          // A pile opens under the pointer and lies over what one wants to press; the last message is enough.
          visibleToasts={1}
          // Above the bar that holds a long form's button on a phone.
          mobileOffset={{ bottom: '5.5rem' }}
          style={{ fontFamily: 'inherit' }}
          containerAriaLabel={t('notifications')}
          toastOptions={{
            closeButtonAriaLabel: t('close'),
            classNames: {
              toast:
                '!border-line !bg-surface !text-ink data-[type=error]:!border-bad/40 data-[type=error]:!bg-bad-soft data-[type=error]:!pr-12',
              error: '[&_[data-icon]]:text-bad',
              success: '[&_[data-icon]]:text-good',
              closeButton:
                '!top-1/2 !right-2 !left-auto !size-9 !border-0 !bg-transparent !text-ink ![transform:none] !-mt-4.5 [&_svg]:!size-4',
            },
          }}
        />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
