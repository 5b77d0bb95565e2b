'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { useRun } from '@/components/ui/use-run';
import { createSampleCompanyAction } from '@/lib/actions/company';

/** A whole restaurant to look at, in a company of its own. */
export function SampleRestaurant({ hasSimulator }: { hasSimulator: boolean }) {
  const t = useTranslations('company.sample');
  const router = useRouter();
  const { run, pending } = useRun();
  return (
    <Card
      title={t('title')}
      description={t(hasSimulator ? 'text' : 'textStockOnly')}
      actions={
        <Button
          variant="secondary"
          pending={pending}
          onClick={() =>
            run(() => createSampleCompanyAction({ name: t('name') }), {
              done: ({ is_connected }) => t(is_connected ? 'made' : 'madeStockOnly'),
              after: ({ is_connected }) => router.push(is_connected ? '/overview' : '/inventory/stock'),
            })
          }
        >
          {t(pending ? 'making' : 'make')}
        </Button>
      }
    />
  );
}
