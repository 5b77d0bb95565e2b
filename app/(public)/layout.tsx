import type { ReactNode } from 'react';
import { Preferences } from '@/components/shell/preferences';

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-md content-center gap-6 px-4 py-10">
      <div className="flex items-center justify-between">
        <span className="text-xl font-semibold tracking-tight text-brand">Bestellfix</span>
        <Preferences />
      </div>
      {children}
    </main>
  );
}
