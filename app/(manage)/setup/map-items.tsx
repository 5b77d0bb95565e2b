import { useTranslations } from 'next-intl';
import { StepLink } from '@/components/setup/step-link';
import { StepRow } from '@/components/setup/step-row';
import { DECIDED_PERCENT, type SetupStep } from '@/lib/contracts/setup';
import { type ChapterProps, LIGHTSPEED } from './chapter';

/** What sells is decided (R43); the rest of the catalogue may wait. */
export function MapItems({ companyId, setup, views, to }: ChapterProps) {
  const t = useTranslations('setup');
  const view = views.map_items;
  const { decided = null, deducted = null } = setup.coverage?.shares ?? {};
  const has = (...keys: SetupStep[]) => setup.steps.some((step) => keys.includes(step.key) && step.done);
  const hasItems = has('sync_items');
  const hasGoods = has('ingredients', 'recipes');
  return (
    <ol>
      <StepRow
        view={view}
        text={
          !hasItems
            ? t.rich('coverage.noItems', { connect: to.connect })
            : decided === null
              ? t.rich('coverage.unknown', {
                  count: view.step.count,
                  missing: view.step.missing,
                  run: to.run,
                })
              : t(view.step.done ? 'coverage.done' : 'coverage.open', { percent: DECIDED_PERCENT / 100 })
        }
        actions={
          hasItems ? (
            <StepLink
              companyId={companyId}
              step="map_items"
              href={`${LIGHTSPEED}/items?state=unmapped`}
              highlighted={view.isNext}
              label={t('coverage.map')}
            />
          ) : null
        }
      >
        {hasItems && !hasGoods ? (
          <p className="text-sm text-pretty text-muted">
            {t.rich('coverage.noGoods', { bring: to.bring_in })}
          </p>
        ) : null}
        {decided === null ? null : (
          <div className="grid max-w-xl gap-4">
            <Share label={t('coverage.decided')} share={decided} />
            <Share label={t('coverage.deducted')} share={deducted ?? '0'} />
          </div>
        )}
      </StepRow>
    </ol>
  );
}

function Share({ label, share }: { label: string; share: string }) {
  const t = useTranslations('setup');
  const value = Number(share);
  return (
    <div>
      <div className="mb-1 flex justify-between gap-4 text-sm">
        <span>{label}</span>
        <span className="font-medium tabular-nums">
          {t('percent', { share: Math.floor(value * 1000) / 1000 })}
        </span>
      </div>
      <progress aria-label={label} value={value} max={1} className="h-2 w-full accent-brand" />
    </div>
  );
}
