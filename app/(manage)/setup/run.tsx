import { getTranslations } from 'next-intl/server';
import { MigrationProgress } from '@/components/setup/migration-progress';
import { StepLink } from '@/components/setup/step-link';
import { StepRow } from '@/components/setup/step-row';
import { ManualTransfer } from '@/components/transfers/manual-transfer';
import { Moment } from '@/components/ui/moment';
import { TextLink } from '@/components/ui/text-link';
import { getRuns } from '@/lib/services/runs/get-runs';
import { listOpeningCounts } from '@/lib/services/setup/list-opening-counts';
import { listSalesDays } from '@/lib/services/setup/list-sales-days';
import { type ChapterProps, LIGHTSPEED } from './chapter';
import { Activation, AutoTransfer, ChooseLocation, OpeningCounts } from './run-steps';
import { SalesDays } from './sales-days';

// Over 80 lines: six steps in their order, each with what it has to show.
export async function Run({ ctx, companyId, setup, views, query, to }: ChapterProps) {
  const t = await getTranslations('setup');
  const [{ data: runs }, { data: days }, { data: counts }] = await Promise.all([
    getRuns(ctx, { company_id: companyId }),
    listSalesDays(ctx, { company_id: companyId }),
    listOpeningCounts(ctx, { company_id: companyId }),
  ]);
  const active = days.find((one) => one.location_id === query.location) ?? days[0];
  const migrations = runs.flatMap((one) => (one.is_activated && one.migration ? [one] : []));
  const isUnmapped = runs.length > 0 && !views.map_items.step.done;
  const nothingActive =
    runs.length === 0
      ? t.rich('run.needsLocations', { connect: to.connect })
      : t.rich('run.needsActive', {
          activate: (text) => <TextLink href="#activate">{text}</TextLink>,
        });
  return (
    <>
      <ol className="divide-y divide-line">
        <StepRow view={views.activate} text={runs.length === 0 ? nothingActive : undefined}>
          {runs.length === 0 ? null : <Activation runs={runs} to={to} />}
          {isUnmapped ? (
            <p className="mt-3 text-sm text-pretty text-muted">{t.rich('run.needsMap', { map: to.map })}</p>
          ) : null}
        </StepRow>
        <StepRow view={views.migration} text={migrations.length === 0 ? nothingActive : undefined}>
          {migrations.length === 0 ? null : (
            <div className="grid gap-4">
              {migrations.map((one) =>
                one.migration ? (
                  <MigrationProgress
                    key={`${one.location_id} ${one.migration.id} ${one.migration.status}`}
                    locationId={one.location_id}
                    name={one.location_name}
                    initial={one.migration}
                  />
                ) : null,
              )}
            </div>
          )}
        </StepRow>
        <StepRow view={views.manual_transfer} text={active ? undefined : nothingActive}>
          {active ? (
            <div className="grid gap-4">
              {days.length > 1 ? <ChooseLocation days={days} shown={active.location_id} /> : null}
              <ManualTransfer
                key={active.location_id}
                locationId={active.location_id}
                currency={active.currency}
                date={active.yesterday}
              />
            </div>
          ) : null}
        </StepRow>
        <StepRow
          view={views.check_ledger}
          text={
            setup.ledger_seen ? (
              <>
                {t('run.ledgerSeen')} <Moment iso={setup.ledger_seen.at} />
              </>
            ) : undefined
          }
          actions={
            <StepLink
              companyId={companyId}
              step="check_ledger"
              href="/inventory/ledger?type=ISSUE"
              highlighted={views.check_ledger.isNext}
            />
          }
        />
        <StepRow view={views.opening_count}>
          <OpeningCounts companyId={companyId} counts={counts} to={to} />
        </StepRow>
        <StepRow
          view={views.auto_transfer}
          text={runs.some((one) => one.is_activated) ? undefined : nothingActive}
          actions={
            <StepLink
              companyId={companyId}
              step="auto_transfer"
              href={`${LIGHTSPEED}/locations`}
              highlighted={views.auto_transfer.isNext}
            />
          }
        >
          <AutoTransfer runs={runs} />
        </StepRow>
      </ol>
      <SalesDays days={days} />
    </>
  );
}
