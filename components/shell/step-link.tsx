'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { saveSetupStepAction } from '@/lib/actions/setup';
import type { SetupStep } from '@/lib/contracts/setup';

/** Opens the place of a step and writes down that one stopped there; a failure to do so costs nothing. */
export function StepLink({
  companyId,
  step,
  href,
  highlighted,
  title,
}: {
  companyId: string;
  step: SetupStep;
  href: string;
  highlighted: boolean;
  title: string;
}) {
  const t = useTranslations('setup');
  return (
    <Link
      href={href}
      onClick={() => {
        saveSetupStepAction({ company_id: companyId, step }).catch(() => {});
      }}
      className={buttonClass({ variant: highlighted ? 'primary' : 'secondary', size: 'sm' })}
      aria-label={`${t('open')}: ${title}`}
    >
      {t('open')}
    </Link>
  );
}
