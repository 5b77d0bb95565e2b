'use client';
import { Languages, SunMoon } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { Button } from '@/components/ui/button';
import { useRun } from '@/components/ui/use-run';
import { setLocaleAction } from '@/lib/actions/locale';

export function Preferences() {
  const t = useTranslations('shell');
  const locale = useLocale();
  const { resolvedTheme, setTheme } = useTheme();
  const { run, pending } = useRun();
  const other = locale === 'de' ? 'en' : 'de';
  return (
    <div className="flex gap-1">
      <Button
        variant="ghost"
        size="sm"
        pending={pending}
        onClick={() => run(() => setLocaleAction({ locale: other }))}
      >
        <Languages aria-hidden />
        <span lang={other}>{other === 'de' ? 'Deutsch' : 'English'}</span>
      </Button>
      <Button
        variant="ghost"
        size="sm"
        aria-label={t('theme')}
        onClick={() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')}
      >
        <SunMoon aria-hidden />
      </Button>
    </div>
  );
}
