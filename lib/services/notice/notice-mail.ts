import type { NoticeRow } from '@/db/queries/notices';
import { groupBy } from '@/lib/core/group-by';
import { mailLocale, mailText } from '@/lib/i18n/mail-text';
import { noticeWords } from '@/lib/i18n/notice-words';
import type { MailContent } from '../mail/render-mail';
import { toNotice } from './to-notice';

/** More than anybody reads in a mail; the page has all. */
const MOST = 40;

/**
 * What a person is told, in the order given, by company where there are several; each with where it leads.
 */
export function noticeMail(
  appUrl: string,
  locale: string | null,
  notices: readonly NoticeRow[],
  companies: ReadonlyMap<string, { companyName: string }>,
  delivery: 'at_once' | 'digest',
): MailContent {
  const language = mailLocale(locale);
  const t = mailText(language);
  const words = noticeWords(language);
  const names = [...groupBy(notices, ({ companyId }) => companyId).keys()].map(
    (id) => companies.get(id)?.companyName ?? '',
  );
  const [first] = notices;
  const subject =
    notices.length === 1 && first
      ? `${words(toNotice(first)).title} (${names.join(', ')})`
      : t('notices.subject', { count: notices.length, companies: names.join(', ') });
  const list = notices.slice(0, MOST).map((row) => {
    const notice = toNotice(row);
    const { title, text } = words(notice);
    const company = names.length > 1 ? `${companies.get(row.companyId)?.companyName}: ` : '';
    const open = new URL(`${appUrl}/notices/open`);
    open.searchParams.set('notice', row.id);
    return { text: `${company}${title}. ${text}`, url: open.href };
  });
  return {
    subject,
    paragraphs: [t(`notices.${delivery}`)],
    list,
    action: { label: t('notices.all'), url: `${appUrl}/notices` },
    note: t('notices.why'),
  };
}
