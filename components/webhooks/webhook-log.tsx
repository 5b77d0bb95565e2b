'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Badge, type Tone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Moment } from '@/components/ui/moment';
import { Table, Td, Th } from '@/components/ui/table';
import { useRun } from '@/components/ui/use-run';
import { replayDeliveryAction } from '@/lib/actions/webhook';
import type { WebhookDelivery } from '@/lib/contracts/webhooks';

const TONES: Record<WebhookDelivery['status'], Tone> = {
  waiting: 'warn',
  sending: 'neutral',
  delivered: 'good',
  failed: 'bad',
};
const LOOK_MS = 2_000;

/** What was sent and what came of it, brought up to date while something is on its way. */
export function WebhookLog({
  companyId,
  deliveries,
  isOn,
}: {
  companyId: string;
  deliveries: readonly WebhookDelivery[];
  isOn: boolean;
}) {
  const t = useTranslations('webhooks');
  const router = useRouter();
  const isMoving = deliveries.some(isOnItsWay);
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(() => router.refresh(), LOOK_MS);
    return () => clearInterval(timer);
  }, [isMoving, router]);
  return (
    <Card title={t('log')} description={t('logText')}>
      {deliveries.length === 0 ? (
        <p className="text-muted">{t('noLog')}</p>
      ) : (
        <Table stack bare label={t('log')}>
          <thead>
            <tr>
              <Th>{t('notice')}</Th>
              <Th>{t('when')}</Th>
              <Th>{t('state')}</Th>
              <Th>{t('answer')}</Th>
              <Th>
                <span className="sr-only">{t('replay')}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {deliveries.map((one) => (
              <Row key={one.id} companyId={companyId} delivery={one} isOn={isOn} />
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

/** Not tried since it was last asked for. */
const isOnItsWay = ({ status, next_try_at, attempts }: WebhookDelivery) =>
  status === 'sending' ||
  (status === 'waiting' &&
    next_try_at !== null &&
    next_try_at >= (attempts[0]?.at ?? '') &&
    isNow(next_try_at));
const isNow = (iso: string) => Math.abs(Date.now() - Date.parse(iso)) < 30_000;

function Row({ companyId, delivery, isOn }: { companyId: string; delivery: WebhookDelivery; isOn: boolean }) {
  const t = useTranslations('webhooks');
  const names = useTranslations('notices.names');
  const { run, pending } = useRun();
  const { id, kind, status, next_try_at, attempts } = delivery;
  const name = names.has(kind as 'names_held') ? names(kind as 'names_held') : t('testName');
  const canReplay = isOn && (status === 'delivered' || status === 'failed');
  return (
    <tr>
      <Td className="min-w-40 align-top font-medium">
        {name}
        <details className="mt-1 font-normal text-muted">
          <summary className="cursor-pointer">{t('body')}</summary>
          <p className="mt-1 break-all">
            {t('id')}: <code>{id}</code>
          </p>
          <pre className="mt-1 max-w-xl text-xs break-all whitespace-pre-wrap">{delivery.body}</pre>
        </details>
      </Td>
      <Td label={t('when')} className="align-top">
        <Moment iso={delivery.created_at} />
      </Td>
      <Td label={t('state')} className="align-top">
        <Badge tone={TONES[status]}>{t(`statuses.${status}`)}</Badge>
        <span className="block text-muted">{t('tries', { count: attempts[0]?.attempt ?? 0 })}</span>
        {next_try_at && attempts.length > 0 ? (
          <span className="block text-muted">
            {t('nextTry')} <Moment iso={next_try_at} />
          </span>
        ) : null}
      </Td>
      <Td label={t('answer')} className="align-top">
        <Answer delivery={delivery} />
      </Td>
      <Td className="text-right align-top">
        {canReplay ? (
          <Button
            size="sm"
            variant="secondary"
            disabled={pending}
            aria-label={`${t('replay')}: ${name}`}
            onClick={() =>
              run(() => replayDeliveryAction({ id, company_id: companyId }), { done: t('replayed') })
            }
          >
            {t('replay')}
          </Button>
        ) : null}
      </Td>
    </tr>
  );
}

/** Of the last attempt. */
function Answer({ delivery: { status, attempts } }: { delivery: WebhookDelivery }) {
  const t = useTranslations('webhooks');
  const [last] = attempts;
  if (!last)
    return <span className="text-muted">{status === 'failed' ? t('problems.switched_off') : '–'}</span>;
  const problem = last.problem as 'refused' | null;
  return (
    <div className="max-w-72">
      <p>
        {last.status === null ? null : <span className="font-medium tabular-nums">{last.status} </span>}
        <span className="text-muted">{t('took', { ms: last.took_ms })}</span>
      </p>
      {problem && t.has(`problems.${problem}`) ? <p>{t(`problems.${problem}`)}</p> : null}
      {last.answer ? <p className="break-all text-muted">{last.answer}</p> : null}
    </div>
  );
}
