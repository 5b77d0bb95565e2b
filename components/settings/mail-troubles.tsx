'use client';
import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Moment } from '@/components/ui/moment';
import { Table, Td, Th } from '@/components/ui/table';
import type { MailTrouble } from '@/lib/contracts/mails';

/** Mail of the company that did not go out, or perhaps not (R44), and what to do. */
export function MailTroubles({ mails }: { mails: readonly MailTrouble[] }) {
  const t = useTranslations('settings.mailTroubles');
  const kinds = useTranslations('mail.kinds');
  return (
    <Card title={t('title')} description={t('text')}>
      <Table stack bare label={t('title')}>
        <thead>
          <tr>
            <Th>{t('kind')}</Th>
            <Th>{t('address')}</Th>
            <Th>{t('at')}</Th>
            <Th>{t('state')}</Th>
          </tr>
        </thead>
        <tbody>
          {mails.map((mail) => (
            <tr key={mail.id}>
              <Td className="font-medium">{kinds.has(mail.kind) ? kinds(mail.kind) : kinds('other')}</Td>
              <Td label={t('address')} className="break-all">
                {mail.address}
              </Td>
              <Td label={t('at')}>
                <Moment iso={mail.created_at} />
              </Td>
              <Td label={t('state')}>
                <span className="font-medium">{t(mail.status)}</span>
                {t.has(`problems.${mail.problem}`) ? (
                  <span className="block text-sm text-muted">{t(`problems.${mail.problem}`)}</span>
                ) : null}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
