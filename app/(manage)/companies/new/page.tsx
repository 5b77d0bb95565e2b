import { getTranslations } from 'next-intl/server';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { SampleRestaurant } from '@/components/setup/sample-restaurant';
import { CreateCompanyForm } from '@/components/shell/create-company-form';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { env } from '@/lib/platform/env';

export const generateMetadata = pageTitle('company.title');

export default traced(async function NewCompanyPage() {
  const t = await getTranslations('company');
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className="grid gap-6">
        <Card>
          <CreateCompanyForm />
        </Card>
        <SampleRestaurant hasSimulator={env().LIGHTSPEED_SIMULATOR} />
      </div>
    </>
  );
});
