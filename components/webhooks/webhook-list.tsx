'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Card } from '@/components/ui/card';
import { Moment } from '@/components/ui/moment';
import { Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { Webhook } from '@/lib/contracts/webhooks';
import { CHOSEN_KINDS } from '@/lib/core/notice-kinds';
import { AddWebhook } from './webhook-form';
import { WebhookSecret } from './webhook-secret';
import { WebhookState } from './webhook-state';

/** Where notices are sent, and the way to its log. */
export function WebhookList({ companyId, webhooks }: { companyId: string; webhooks: readonly Webhook[] }) {
  const t = useTranslations('webhooks');
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Card title={t('title')} actions={<AddWebhook companyId={companyId} onMade={setSecret} />}>
      {secret ? <WebhookSecret secret={secret} /> : null}
      {webhooks.length === 0 ? (
        <p className="text-muted">{t('noneText')}</p>
      ) : (
        <Table stack bare label={t('title')}>
          <thead>
            <tr>
              <Th>{t('host')}</Th>
              <Th>{t('what')}</Th>
              <Th>{t('state')}</Th>
              <Th>{t('delivered')}</Th>
            </tr>
          </thead>
          <tbody>
            {webhooks.map((one) => (
              <tr key={one.id}>
                <Td className="font-medium break-all">
                  <TextLink href={`/settings/webhooks/${one.id}`}>{new URL(one.url).host}</TextLink>
                </Td>
                <Td label={t('what')}>{t('kinds', { count: one.kinds.length, all: CHOSEN_KINDS.length })}</Td>
                <Td label={t('state')}>
                  <WebhookState of={one} />
                </Td>
                <Td label={t('delivered')}>
                  {one.delivered_at ? <Moment iso={one.delivered_at} /> : t('never')}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
