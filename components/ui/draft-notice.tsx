'use client';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ConfirmButton } from './confirm-button';
import { Moment } from './moment';
import { Notice } from './notice';

/** Says that a form holds what was typed before, and takes it away on demand. */
export function DraftNotice({
  at,
  onDiscard,
  children,
  className,
}: {
  at: number | null;
  onDiscard: () => void;
  children?: ReactNode;
  className?: string;
}) {
  const t = useTranslations('common.draft');
  if (at === null) return null;
  return (
    <Notice
      tone={children ? 'warn' : 'info'}
      role="status"
      {...(className && { className })}
      title={t.rich('resumed', { when: () => <Moment iso={new Date(at).toISOString()} /> })}
      action={
        <ConfirmButton
          size="md"
          label={t('discard')}
          title={t('discardTitle')}
          text={t('discardText')}
          onConfirm={onDiscard}
        />
      }
    >
      {children}
    </Notice>
  );
}
