import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { PageHeader } from '@/components/ui/page-header';
import { WebhookList } from '@/components/webhooks/webhook-list';
import { listWebhooks } from '@/lib/services/webhook/list-webhooks';

export const generateMetadata = pageTitle('webhooks.title');

export default traced(async function WebhooksPage() {
  const { ctx, company } = await pageContext();
  const t = await getTranslations();
  const webhooks = await listWebhooks(ctx, { company_id: company.id });
  return (
    <>
      <PageHeader
        title={t('webhooks.title')}
        text={t('webhooks.text', { company: company.name })}
        crumbs={[{ href: '/settings', label: t('settings.title') }]}
      />
      <WebhookList companyId={company.id} webhooks={webhooks.data} />
    </>
  );
});
