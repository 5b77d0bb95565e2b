'use client';
import { useTranslations } from 'next-intl';
import { useCanManage } from '@/components/ui/can-manage';
import { Card } from '@/components/ui/card';
import { TextLink } from '@/components/ui/text-link';

/** The way to the webhooks, for those who may see them. */
export function WebhookCard() {
  const t = useTranslations('webhooks');
  if (!useCanManage()) return null;
  return (
    <Card
      title={t('title')}
      description={t('cardText')}
      actions={<TextLink href="/settings/webhooks">{t('open')}</TextLink>}
    />
  );
}
