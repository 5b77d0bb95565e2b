'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Facts } from '@/components/ui/facts';
import { Moment } from '@/components/ui/moment';
import { useRun } from '@/components/ui/use-run';
import {
  removeWebhookAction,
  rotateWebhookSecretAction,
  testWebhookAction,
  updateWebhookAction,
} from '@/lib/actions/webhook';
import type { Webhook } from '@/lib/contracts/webhooks';
import { CHOSEN_KINDS } from '@/lib/core/notice-kinds';
import { ChangeWebhook } from './webhook-form';
import { WebhookSecret } from './webhook-secret';
import { WebhookState } from './webhook-state';

/** What a webhook is, and all that can be done with it. */
export function WebhookHead({ companyId, webhook }: { companyId: string; webhook: Webhook }) {
  const t = useTranslations('webhooks');
  const names = useTranslations('notices.names');
  const [secret, setSecret] = useState<string | null>(null);
  const kinds = CHOSEN_KINDS.filter((kind) => webhook.kinds.includes(kind));
  return (
    <Card title={t('url')} description={<span className="break-all">{webhook.url}</span>}>
      {secret ? <WebhookSecret secret={secret} /> : null}
      <Facts
        facts={[
          [t('state'), <WebhookState key="state" of={webhook} />],
          [
            t('delivered'),
            webhook.delivered_at ? <Moment key="at" iso={webhook.delivered_at} /> : t('never'),
          ],
          ...(webhook.old_secret_until
            ? [[t('oldUntil'), <Moment key="old" iso={webhook.old_secret_until} />] as const]
            : []),
        ]}
      />
      <p className="mt-4 text-sm text-muted">{t('what')}</p>
      <p className="text-sm text-pretty">{kinds.map((kind) => names(kind)).join(' · ')}</p>
      <Acts companyId={companyId} webhook={webhook} onSecret={setSecret} />
    </Card>
  );
}

function Acts({
  companyId,
  webhook,
  onSecret,
}: {
  companyId: string;
  webhook: Webhook;
  onSecret: (secret: string) => void;
}) {
  const t = useTranslations('webhooks');
  const router = useRouter();
  const { run, pending } = useRun();
  const of = { id: webhook.id, company_id: companyId };
  const turn = (is_on: boolean, done: string) => run(() => updateWebhookAction({ ...of, is_on }), { done });
  return (
    <div className="mt-5 flex flex-wrap gap-2">
      <Button
        variant="secondary"
        size="sm"
        disabled={pending}
        onClick={() => run(() => testWebhookAction(of), { done: t('testSent') })}
      >
        {t('test')}
      </Button>
      <ChangeWebhook companyId={companyId} webhook={webhook} />
      <ConfirmButton
        label={t('rotate')}
        title={t('rotateTitle')}
        text={t('rotateText')}
        variant="secondary"
        disabled={pending}
        onConfirm={() =>
          run(() => rotateWebhookSecretAction(of), {
            done: t('rotated'),
            after: (made) => onSecret(made.secret),
          })
        }
      />
      {webhook.is_on ? (
        <ConfirmButton
          label={t('switchOff')}
          title={t('switchOffTitle')}
          text={t('switchOffText')}
          variant="secondary"
          disabled={pending}
          onConfirm={() => turn(false, t('switchedOff'))}
        />
      ) : (
        <Button size="sm" variant="secondary" disabled={pending} onClick={() => turn(true, t('switchedOn'))}>
          {t('switchOn')}
        </Button>
      )}
      <ConfirmButton
        label={t('remove')}
        title={t('removeTitle')}
        text={t('removeText')}
        disabled={pending}
        onConfirm={() =>
          run(() => removeWebhookAction(of), {
            done: t('removed'),
            after: () => router.replace('/settings/webhooks'),
          })
        }
      />
    </div>
  );
}
