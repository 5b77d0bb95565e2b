import { getLocale, getTranslations } from 'next-intl/server';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { NoticeLimits } from '@/components/notices/notice-limits';
import { NoticeList } from '@/components/notices/notice-list';
import { NoticeSettings } from '@/components/notices/notice-settings';
import { PageHeader } from '@/components/ui/page-header';
import { WebhookCard } from '@/components/webhooks/webhook-card';
import { noticeWords } from '@/lib/i18n/notice-words';
import { listNotices } from '@/lib/services/notice/list-notices';
import { getNoticeLimits } from '@/lib/services/notice/notice-limits';
import { getNoticeSettings } from '@/lib/services/notice/notice-settings';

export const generateMetadata = pageTitle('notices.title');

export default traced(async function NoticesPage() {
  const { ctx, company } = await pageContext();
  const t = await getTranslations('notices');
  const words = noticeWords((await getLocale()) === 'de' ? 'de' : 'en');
  const of = { company_id: company.id };
  const [notices, settings, limits] = await Promise.all([
    listNotices(ctx, of),
    getNoticeSettings(ctx, of),
    getNoticeLimits(ctx, of),
  ]);
  return (
    <>
      <PageHeader title={t('title')} text={t('text', { company: company.name })} />
      <div className="grid gap-6">
        <NoticeList notices={notices.data.map((notice) => ({ ...notice, ...words(notice) }))} />
        {/* One's own choice, whatever the role. */}
        <div data-own>
          <NoticeSettings companyId={company.id} companyName={company.name} settings={settings} />
        </div>
        <NoticeLimits companyId={company.id} limits={limits} />
        <WebhookCard />
      </div>
    </>
  );
});
