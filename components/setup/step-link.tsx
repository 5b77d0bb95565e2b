'use client';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { useCanManage } from '@/components/ui/can-manage';
import { saveSetupStepAction } from '@/lib/actions/setup';
import type { SetupStep } from '@/lib/contracts/setup';

/** Writes down that one stopped at a step; a failure to do so costs nothing. */
export function useRemember(companyId: string): (step: SetupStep, opened?: boolean) => void {
  const canManage = useCanManage();
  return (step, opened = false) => {
    if (canManage) saveSetupStepAction({ company_id: companyId, step, opened }).catch(() => {});
  };
}

/** Opens the place of a step. */
export function StepLink({
  companyId,
  step,
  href,
  highlighted,
  label,
  of,
}: {
  companyId: string;
  step: SetupStep;
  href: string;
  highlighted: boolean;
  /** Where it leads, if not to the place named by the step. */
  label?: string;
  /** What it is of, where a step has several. */
  of?: string;
}) {
  const t = useTranslations('setup');
  const remember = useRemember(companyId);
  return (
    <Link
      href={href}
      onClick={() => remember(step, true)}
      className={buttonClass({ variant: highlighted ? 'primary' : 'secondary', size: 'sm' })}
      aria-label={`${label ?? t('open')}: ${of ?? t(`steps.${step}.title`)}`}
    >
      {label ?? t('open')}
    </Link>
  );
}
