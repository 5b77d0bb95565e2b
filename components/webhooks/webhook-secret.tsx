'use client';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';

/** Shown once, to be copied into the receiver. */
export function WebhookSecret({ secret }: { secret: string }) {
  const t = useTranslations();
  return (
    <div role="status" className="mb-4 rounded-lg bg-good-soft p-4 text-good">
      <p>{t('webhooks.secret')}</p>
      <div className="mt-2 flex flex-wrap items-center gap-3">
        <code className="break-all">{secret}</code>
        <Button
          size="sm"
          variant="secondary"
          onClick={() =>
            navigator.clipboard.writeText(secret).then(() => toast.success(t('settings.copied')))
          }
        >
          {t('settings.copy')}
        </Button>
      </div>
    </div>
  );
}
