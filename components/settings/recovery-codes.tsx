'use client';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';

/** Shown once, to be kept where the phone is not. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useTranslations('settings');
  const text = codes.join('\n');
  return (
    <section
      aria-label={t('secondFactor.codes')}
      className="rounded-lg border border-good/30 bg-good-soft p-4 text-sm"
    >
      <p className="font-medium">{t('secondFactor.keep')}</p>
      <p className="mt-1 text-muted">{t('secondFactor.keepText')}</p>
      <ul className="mt-3 grid gap-x-6 gap-y-1 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button
          size="sm"
          variant="secondary"
          onClick={() => navigator.clipboard.writeText(text).then(() => toast.success(t('copied')))}
        >
          {t('copy')}
        </Button>
        <Button size="sm" variant="secondary" onClick={onDone}>
          {t('secondFactor.kept')}
        </Button>
      </div>
    </section>
  );
}
