import '@fontsource-variable/inter';
import './globals.css';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Providers } from '@/components/shell/providers';

export const metadata: Metadata = { title: { default: 'Bestellfix', template: '%s · Bestellfix' } };
export const dynamic = 'force-dynamic';

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await getLocale()} suppressHydrationWarning>
      <body>
        <NextIntlClientProvider>
          <Providers nonce={(await headers()).get('x-nonce') ?? undefined}>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
