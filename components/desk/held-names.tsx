'use client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ChangeDialog } from '@/components/ledger/change-dialog';
import { Amount } from '@/components/ui/amount';
import { Badge } from '@/components/ui/badge';
import { Day } from '@/components/ui/business-day';
import { Button } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { Card } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { HeldNames as Held } from '@/lib/contracts/held-names';

type Name = Held['data'][number];
type Answer = { same: true } | { other: true };

/** Names that lines are held under (R38), and the two answers; each shows first what past days change. */
export function HeldNames({
  companyId,
  today,
  currency,
  names,
}: {
  companyId: string;
  today: string;
  currency: string | null;
  names: readonly Name[];
}) {
  const t = useTranslations('desk.held');
  const allowed = useCanManage();
  const router = useRouter();
  const [asked, setAsked] = useState<{ name: Name; answer: Answer } | null>(null);
  const close = () => setAsked(null);
  if (names.length === 0) return null;
  return (
    <section id="held" aria-label={t('title')} className="mb-6">
      <Card title={t('title')} description={t('text')}>
        <Table stack bare label={t('title')}>
          <thead>
            <tr>
              <Th>{t('soldAs')}</Th>
              <Th>{t('mappedAs')}</Th>
              <Th>{t('days')}</Th>
              <Th num>{t('quantity')}</Th>
              <Th num>{t('value')}</Th>
              {allowed ? <Th>{t('answer')}</Th> : null}
            </tr>
          </thead>
          <tbody>
            {names.map((one) => (
              <NameRow
                key={`${one.item_id} ${one.name} ${one.is_held}`}
                one={one}
                currency={currency}
                onAnswer={allowed ? (answer) => setAsked({ name: one, answer }) : null}
              />
            ))}
          </tbody>
        </Table>
      </Card>
      <ChangeDialog
        companyId={companyId}
        today={today}
        title={
          asked
            ? t('same' in asked.answer ? 'askSame' : 'askOther', {
                name: asked.name.name,
                mapped: asked.name.mapped_name,
              })
            : ''
        }
        done={t('done')}
        change={
          asked && {
            kind: 'held_name',
            item_id: asked.name.item_id,
            name: asked.name.name,
            answer: asked.answer,
          }
        }
        onClose={close}
        onApplied={() => {
          close();
          router.refresh();
        }}
      />
    </section>
  );
}

function NameRow({
  one,
  currency,
  onAnswer,
}: {
  one: Name;
  currency: string | null;
  /** Null for who only reads. */
  onAnswer: ((answer: Answer) => void) | null;
}) {
  const t = useTranslations('desk.held');
  return (
    <tr>
      <Td className="font-medium">
        {one.name} {one.is_held ? null : <Badge>{t('deducted')}</Badge>}
      </Td>
      <Td label={t('mappedAs')}>{one.mapped_name}</Td>
      <Td label={t('days')}>
        <Day date={one.first_day} />
        {one.last_day === one.first_day ? null : (
          <>
            {' – '}
            <Day date={one.last_day} />
          </>
        )}
      </Td>
      <Td num label={t('quantity')}>
        <Amount value={one.quantity} />
      </Td>
      <Td num label={t('value')}>
        <Amount value={one.net_value} digits={2} minDigits={2} {...(currency && { unit: currency })} />
      </Td>
      {onAnswer ? (
        <Td>
          <span className="flex flex-wrap gap-2">
            <Button size="sm" variant="secondary" onClick={() => onAnswer({ same: true })}>
              {t('same')}
            </Button>
            <Button size="sm" variant="secondary" onClick={() => onAnswer({ other: true })}>
              {t('other')}
            </Button>
          </span>
        </Td>
      ) : null}
    </tr>
  );
}
