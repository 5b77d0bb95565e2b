import { Check, Upload } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { StepLink } from '@/components/shell/step-link';
import { Badge } from '@/components/ui/badge';
import { buttonClass } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { PageHeader } from '@/components/ui/page-header';
import type { SetupStep } from '@/lib/contracts/setup';
import { getSetup } from '@/lib/services/setup/get-setup';

const LIGHTSPEED = '/integrations/lightspeed';
/** Where each step of the published setup order is done. */
const PLACES: Record<SetupStep, string> = {
  storage_units: '/inventory/storage-units',
  ingredients: '/inventory/ingredients',
  recipes: '/inventory/recipes',
  connect: LIGHTSPEED,
  sync_locations: LIGHTSPEED,
  link_locations: `${LIGHTSPEED}/locations`,
  sync_items: LIGHTSPEED,
  map_items: `${LIGHTSPEED}/items?state=unmapped`,
  activate: `${LIGHTSPEED}/locations`,
  migration: `${LIGHTSPEED}/locations`,
  manual_transfer: `${LIGHTSPEED}/locations`,
  check_ledger: '/inventory/ledger',
  auto_transfer: `${LIGHTSPEED}/locations`,
};

export const generateMetadata = pageTitle('setup.title');

export default traced(async function SetupPage() {
  const { ctx, company } = await pageContext();
  const t = await getTranslations('setup');
  const imports = await getTranslations('imports');
  const setup = await getSetup(ctx, { company_id: company.id });
  const done = setup.steps.filter((step) => step.done).length;
  const stopped = setup.steps.find((step) => step.key === setup.step && !step.done)?.key;
  const next = stopped ?? setup.steps.find((step) => !step.done)?.key;
  return (
    <>
      <PageHeader
        title={t('title')}
        text={t('text')}
        actions={
          <Link className={buttonClass({ variant: 'secondary' })} href="/inventory/import">
            <Upload aria-hidden />
            {imports('open')}
          </Link>
        }
      />
      <div className="mb-6">
        <p id="setup-progress" className="mb-2 text-sm text-muted">
          {t('progress', { done, total: setup.steps.length })}
        </p>
        <progress
          aria-labelledby="setup-progress"
          value={done}
          max={setup.steps.length}
          className="h-2 w-full accent-brand"
        />
      </div>
      <ol className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface">
        {setup.steps.map((step, index) => (
          <li
            key={step.key}
            aria-current={step.key === next ? 'step' : undefined}
            className={cn(
              'flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-4',
              step.key === next && 'bg-brand-soft/50',
            )}
          >
            <span
              aria-hidden
              className={cn(
                'grid size-8 shrink-0 place-items-center rounded-full text-sm font-medium tabular-nums',
                step.done ? 'bg-good-soft text-good' : 'bg-sunken text-muted',
              )}
            >
              {step.done ? <Check className="size-4" /> : index + 1}
            </span>
            <div className="min-w-0 flex-1 basis-60">
              <h2 className="font-medium">{t(`steps.${step.key}.title`)}</h2>
              <p className="text-sm text-muted">
                {t(`steps.${step.key}.${step.done ? 'done' : 'missing'}`, {
                  count: step.count,
                  missing: step.missing,
                })}
              </p>
            </div>
            <div className="flex items-center gap-3 max-sm:basis-full max-sm:pl-12">
              {step.done ? <Badge tone="good">{t('done')}</Badge> : null}
              {step.key === stopped ? <Badge tone="brand">{t('stopped')}</Badge> : null}
              <StepLink
                companyId={company.id}
                step={step.key}
                href={PLACES[step.key]}
                highlighted={step.key === next}
                title={t(`steps.${step.key}.title`)}
              />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
});
