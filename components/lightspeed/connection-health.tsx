import { Check, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { Moment } from '@/components/ui/moment';
import { Notice } from '@/components/ui/notice';
import { type Integration, NEEDED_SCOPES } from '@/lib/contracts/lightspeed';
import { TestConnection } from './test-connection';

/** Is it connected, as whom, may it what it must, when did it last work, and what to do if not. */
export function ConnectionHealth({ integration, actions }: { integration: Integration; actions: ReactNode }) {
  const t = useTranslations('lightspeed.health');
  const errors = useTranslations('errors');
  const { last_error_code: code, last_error_at: failedAt, last_success_at: workedAt } = integration;
  const syncs = [integration.locations_synced_at, integration.items_synced_at];
  const lastSync = syncs.includes(null) ? null : (syncs.toSorted().at(-1) ?? null);
  return (
    <Card id="connection" title={integration.name} actions={actions}>
      <div className="grid gap-5">
        <Advice integration={integration} />
        <Facts
          facts={[
            [
              t('business'),
              integration.business_name ? (
                <>
                  {integration.business_name}{' '}
                  <span className="text-sm font-normal text-muted">{integration.business_id}</span>
                </>
              ) : (
                t('businessUnknown')
              ),
            ],
            [t('lastSuccess'), <Moment key="success" iso={workedAt} />],
            [t('lastSync'), lastSync ? <Moment key="sync" iso={lastSync} /> : t('notSynced')],
            [
              t('lastError'),
              failedAt ? (
                <span key="error" className="grid gap-0.5">
                  <Moment iso={failedAt} />
                  {code ? (
                    <span className="text-sm font-normal text-muted">
                      {errors.has(code) ? errors(code) : code}
                    </span>
                  ) : null}
                </span>
              ) : (
                t('noError')
              ),
            ],
          ]}
        />
        <dl className="grid gap-4 border-t border-line pt-4 sm:grid-cols-2">
          <div>
            <dt className="text-sm text-muted">{t('access')}</dt>
            <dd className="mt-0.5 text-sm">
              {integration.disconnected_at ? (
                <>
                  {t('token.disconnected')} <Moment iso={integration.disconnected_at} />
                </>
              ) : (
                <>
                  {t(`token.${integration.token_state}`)} {t('renewed')}{' '}
                  <Moment iso={integration.tokens_renewed_at} />
                </>
              )}
            </dd>
          </div>
          <div>
            <dt className="text-sm text-muted">{t('rights')}</dt>
            <dd className="mt-1 flex flex-wrap gap-1.5">
              {NEEDED_SCOPES.map((scope) => {
                const isMissing = integration.missing_scopes.includes(scope);
                const Icon = isMissing ? X : Check;
                return (
                  <Badge key={scope} tone={isMissing ? 'bad' : 'good'}>
                    <Icon aria-hidden className="size-3" /> {t(`scope.${scope}`)}
                    <span className="sr-only">{t(isMissing ? 'scopeMissing' : 'scopeGranted')}</span>
                  </Badge>
                );
              })}
            </dd>
          </div>
        </dl>
        {integration.disconnected_at ? null : <TestConnection id={integration.id} />}
      </div>
    </Card>
  );
}

/** One sentence that says what to do; nothing when there is nothing to do. */
function Advice({ integration }: { integration: Integration }) {
  const t = useTranslations('lightspeed.health');
  if (integration.disconnected_at) {
    return (
      <Notice tone="warn" title={t('adviceDisconnected')}>
        {t('adviceDisconnectedText')}
      </Notice>
    );
  }
  if (integration.token_state === 'needs_reauthorization') {
    return (
      <Notice tone="bad" role="alert" title={t('adviceReauthorize')}>
        {t('adviceReauthorizeText')}
      </Notice>
    );
  }
  if (integration.missing_scopes.length > 0) {
    const missing = integration.missing_scopes.join(', ');
    return (
      <Notice tone="bad" role="alert" title={t('adviceScopes')}>
        {t('adviceScopesText', { missing })}
      </Notice>
    );
  }
  if (!integration.is_failing) return null;
  const isOurs = integration.last_error_code === 'lightspeed_not_configured';
  return (
    <Notice tone="warn" title={t(isOurs ? 'adviceSettings' : 'adviceFailing')}>
      {t(isOurs ? 'adviceSettingsText' : 'adviceFailingText')}
    </Notice>
  );
}
