import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { IntegrationHealth } from '@/components/lightspeed/integration-health';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { getIntegration } from '@/lib/services/integration/get-integration';

export const generateMetadata = pageTitle('lightspeed.integrations');

export default traced(async function IntegrationsPage() {
  const { ctx, company } = await pageContext();
  const t = await getTranslations('lightspeed');
  const integration = await getIntegration(ctx, { company_id: company.id });
  return (
    <>
      <PageHeader title={t('integrations')} text={t('integrationsText')} />
      <Card
        title={
          <span className="flex flex-wrap items-center gap-3">
            Lightspeed K-Series <IntegrationHealth integration={integration} />
          </span>
        }
        description={t('about')}
        actions={
          <Link
            href="/integrations/lightspeed"
            className={buttonClass({ variant: integration ? 'secondary' : 'primary' })}
          >
            {t(integration ? 'manage' : 'connect')}
          </Link>
        }
      />
    </>
  );
});
