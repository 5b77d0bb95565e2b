import { BellRing, CircleAlert, CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/ui/amount';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/cn';
import { Moment } from '@/components/ui/moment';
import type { Notice } from '@/lib/contracts/notices';

/** What needs somebody now, the weightiest first, each with the way to deal with it. */
export function NoticeList({ notices }: { notices: readonly (Notice & { title: string; text: string })[] }) {
  const t = useTranslations('notices');
  return (
    <Card
      title={t('open')}
      description={notices.length > 0 ? t('count', { count: notices.length }) : undefined}
    >
      {notices.length === 0 ? (
        <p className="flex items-center gap-3 text-sm">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
          {t('nothing')}
        </p>
      ) : (
        <ul aria-label={t('open')} className="divide-y divide-line">
          {notices.map(({ id, kind, title, text, amount, href, found_at }) => {
            const stops = kind === 'consent_needed' || kind === 'night_failed';
            const Icon = stops ? CircleAlert : BellRing;
            return (
              <li key={id} className="flex flex-wrap items-start gap-x-4 gap-y-3 py-4 first:pt-0 last:pb-0">
                <Icon
                  aria-hidden
                  className={cn('mt-0.5 size-4 shrink-0', stops ? 'text-bad' : 'text-warn')}
                />
                <div className="min-w-0 flex-1 basis-56">
                  <p className="font-medium break-words">{title}</p>
                  <p className="mt-0.5 text-sm text-muted">{text}</p>
                  <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-muted">
                    <span>
                      {t('since')} <Moment iso={found_at} />
                    </span>
                    {amount === null ? null : (
                      <span>
                        {t('atStake')} <Amount value={amount} digits={2} minDigits={2} />
                      </span>
                    )}
                  </p>
                </div>
                <Link
                  className={buttonClass({ variant: 'secondary', size: 'sm' })}
                  href={href}
                  aria-label={`${t(`acts.${kind}`)}: ${title}`}
                >
                  {t(`acts.${kind}`)}
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}
