import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { listFrom, queryOf } from '@/app/(manage)/_lib/page-query';
import { thingPage } from '@/app/(manage)/_lib/thing-page';
import { traced } from '@/app/(manage)/_lib/traced';
import { Elsewhere } from '@/components/shell/elsewhere';
import { NextPage } from '@/components/ui/next-page';
import { PageHeader } from '@/components/ui/page-header';
import { WebhookHead } from '@/components/webhooks/webhook-head';
import { WebhookLog } from '@/components/webhooks/webhook-log';
import { listWebhookDeliveries } from '@/lib/services/webhook/list-deliveries';
import { getWebhook } from '@/lib/services/webhook/list-webhooks';

const page = thingPage('webhook', getWebhook);
const hostOf = ({ url }: { url: string }) => new URL(url).host;
export const generateMetadata = page.title(hostOf);

export default traced(async function WebhookPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ cursor?: string }>;
}) {
  const { ctx, company } = await pageContext();
  const [{ id }, query, t] = await Promise.all([params, queryOf(searchParams), getTranslations()]);
  const { thing: webhook, elsewhere } = await page.load(id);
  if (elsewhere) return <Elsewhere company={elsewhere} />;
  const log = await listFrom(query.cursor, (cursor) =>
    listWebhookDeliveries(ctx, { id, company_id: company.id, limit: 50, cursor }),
  );
  return (
    <>
      <PageHeader
        title={hostOf(webhook)}
        crumbs={[
          { href: '/settings', label: t('settings.title') },
          { href: '/settings/webhooks', label: t('webhooks.title') },
        ]}
      />
      <div className="grid gap-6">
        <WebhookHead companyId={company.id} webhook={webhook} />
        <WebhookLog companyId={company.id} deliveries={log.data} isOn={webhook.is_on} />
      </div>
      <NextPage path={`/settings/webhooks/${id}`} params={query} next={log.next_cursor} />
    </>
  );
});
