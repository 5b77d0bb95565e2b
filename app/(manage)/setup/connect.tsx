import { getTranslations } from 'next-intl/server';
import { ConnectForm } from '@/components/lightspeed/connect-form';
import { isConnected, NotConnected } from '@/components/lightspeed/not-connected';
import { SyncButton } from '@/components/lightspeed/sync-button';
import { LinkRow } from '@/components/setup/link-row';
import { StepLink } from '@/components/setup/step-link';
import { StepRow } from '@/components/setup/step-row';
import { Moment } from '@/components/ui/moment';
import { TextLink } from '@/components/ui/text-link';
import type { Integration } from '@/lib/contracts/lightspeed';
import type { LinkOffer } from '@/lib/contracts/setup';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { countItems } from '@/lib/services/item/count-items';
import { listLinkOffers } from '@/lib/services/setup/list-link-offers';
import { type ChapterProps, LIGHTSPEED } from './chapter';

/** Consent; what follows from it begins by itself, and each part can be begun again. */
export async function Connect({ ctx, companyId, views }: ChapterProps) {
  const t = await getTranslations('setup');
  const integration = await getIntegration(ctx, { company_id: companyId });
  const offers = integration ? (await listLinkOffers(ctx, { company_id: companyId })).data : [];
  const items = integration ? await countItems(ctx, { id: integration.id, company_id: companyId }) : null;
  const needsConsent = integration !== null && !isConnected(integration);
  return (
    <ol className="divide-y divide-line">
      <StepRow
        view={views.connect}
        text={
          needsConsent
            ? t('connectStep.again')
            : integration &&
              t('connectStep.connected', { name: integration.business_name ?? integration.name })
        }
        actions={
          integration ? (
            <StepLink
              companyId={companyId}
              step="connect"
              href={LIGHTSPEED}
              highlighted={views.connect.isNext}
            />
          ) : null
        }
      >
        {integration ? null : <ConnectForm companyId={companyId} returnTo="/setup?chapter=connect" />}
      </StepRow>
      <Locations integration={integration} offers={offers} view={views.sync_locations} />
      <StepRow
        view={views.link_locations}
        text={offers.length === 0 ? t('links.needsLocations') : t('links.progress', linksOf(offers))}
      >
        {offers.length === 0 ? null : (
          <ul className="divide-y divide-line">
            {offers.map((offer) => (
              <LinkRow key={offer.location_id} offer={offer} />
            ))}
          </ul>
        )}
      </StepRow>
      <StepRow
        view={views.sync_items}
        text={
          integration?.items_synced_at && items ? (
            <>
              {t('found.items', { total: items.total, inactive: items.inactive })}{' '}
              <Moment iso={integration.items_synced_at} /> ·{' '}
              <TextLink href={`${LIGHTSPEED}/items`}>{t('found.showItems')}</TextLink>
            </>
          ) : (
            t(integration ? 'found.itemsFollow' : 'found.needsConnection')
          )
        }
        actions={
          integration ? (
            needsConsent ? (
              <NotConnected />
            ) : (
              <SyncButton
                what="items"
                integrationId={integration.id}
                auto={integration.locations_synced_at !== null && !integration.items_synced_at}
              />
            )
          ) : null
        }
      />
    </ol>
  );
}

function linksOf(offers: readonly LinkOffer[]) {
  const left = offers.filter((one) => one.storage_unit_id === null).length;
  return { total: offers.length, left, linked: offers.length - left };
}

async function Locations({
  integration,
  offers,
  view,
}: {
  integration: Integration | null;
  offers: readonly LinkOffer[];
  view: ChapterProps['views']['sync_locations'];
}) {
  const t = await getTranslations('setup');
  const isSynced = integration?.locations_synced_at != null;
  return (
    <StepRow
      view={view}
      text={
        isSynced ? (
          <>
            {t('found.locations', {
              total: offers.length,
              names: offers
                .slice(0, 5)
                .map((one) => one.location_name)
                .join(', '),
            })}{' '}
            <Moment iso={integration.locations_synced_at} />
          </>
        ) : (
          t(integration ? 'found.locationsFollow' : 'found.needsConnection')
        )
      }
      actions={
        integration ? (
          isConnected(integration) ? (
            <SyncButton what="locations" integrationId={integration.id} auto={!isSynced} />
          ) : (
            <NotConnected />
          )
        ) : null
      }
    />
  );
}
