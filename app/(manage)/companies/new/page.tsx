import { getTranslations } from 'next-intl/server';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { CreateCompanyForm } from '@/components/shell/create-company-form';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';

export const generateMetadata = pageTitle('company.title');

export default traced(async function NewCompanyPage() {
  const t = await getTranslations('company');
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <Card>
        <CreateCompanyForm />
      </Card>
    </>
  );
});
