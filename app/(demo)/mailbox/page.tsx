import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Preferences } from '@/components/shell/preferences';
import { Wordmark } from '@/components/shell/wordmark';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Moment } from '@/components/ui/moment';
import { PageHeader } from '@/components/ui/page-header';
import { ANONYMOUS, serviceContext } from '@/lib/runtime/container';
import { listMailbox } from '@/lib/services/mail/list-mailbox';

export async function generateMetadata() {
  const t = await getTranslations('mailbox');
  return { title: t('title') };
}

/** What would have been sent; only where mail is kept instead (the demo, `npm run dev`). */
export default async function Mailbox() {
  const ctx = serviceContext(ANONYMOUS);
  if (ctx.mail.kind !== 'mailbox') notFound();
  const t = await getTranslations('mailbox');
  const mails = await listMailbox(ctx);
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-5 sm:px-8">
      <header className="flex items-center justify-between">
        <Wordmark />
        <Preferences />
      </header>
      <main className="py-8">
        <PageHeader title={t('title')} text={t('text')} />
        {mails.length === 0 ? <EmptyState title={t('empty')} text={t('emptyText')} /> : null}
        <div className="grid gap-4">
          {mails.map((mail) => (
            <Card
              key={mail.id}
              title={
                mail.subject === null ? (
                  t('title')
                ) : (
                  <span lang={mail.locale ?? undefined}>{mail.subject}</span>
                )
              }
              description={
                <>
                  {t('to')} <span className="break-all">{mail.to}</span> · <Moment iso={mail.at} />
                </>
              }
            >
              <p className="text-sm break-words whitespace-pre-wrap">
                {mail.text === null ? (
                  t('unreadable')
                ) : (
                  <span lang={mail.locale ?? undefined}>{withLinks(mail.text)}</span>
                )}
              </p>
            </Card>
          ))}
        </div>
      </main>
    </div>
  );
}

/** Addresses in a text as links. */
function withLinks(text: string) {
  const parts = text.split(/(https?:\/\/\S+)/);
  return parts.map((part) =>
    !/^https?:/.test(part) ? (
      part
    ) : (
      <a key={part} href={part} className="break-all text-brand underline underline-offset-4">
        {part}
      </a>
    ),
  );
}
