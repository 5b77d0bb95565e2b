import { Check, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import type { SetupStepState } from '@/lib/contracts/setup';

export interface StepView {
  step: SetupStepState;
  /** Its place among all steps, from 1. */
  number: number;
  /** The one to do next. */
  isNext: boolean;
  /** Where one stopped. */
  isStopped: boolean;
}

/** One step: what it is for or what it has, how to do it, and below that what was found. */
export function StepRow({
  view: { step, number, isNext, isStopped },
  text,
  actions,
  children,
}: {
  view: StepView;
  /** Instead of the step's own sentence. */
  text?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const t = useTranslations('setup');
  const state = step.by_itself ? 'by_itself' : step.done ? 'done' : 'missing';
  const Mark = step.by_itself ? RefreshCw : Check;
  return (
    <li
      aria-current={isNext ? 'step' : undefined}
      className={cn('grid grid-cols-1 gap-4 px-4 py-4 sm:px-5', isNext && 'bg-brand-soft/50')}
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span
          aria-hidden
          className={cn(
            'grid size-8 shrink-0 place-items-center rounded-full text-sm font-medium tabular-nums',
            state === 'missing' ? 'bg-sunken text-muted' : 'bg-good-soft text-good',
          )}
        >
          {state === 'missing' ? number : <Mark className="size-4" />}
        </span>
        <div className="min-w-0 flex-1 basis-60">
          <h3 className="font-medium">{t(`steps.${step.key}.title`)}</h3>
          <div className="text-sm text-pretty text-muted">
            {text ??
              t(`steps.${step.key}.${state === 'missing' ? 'missing' : 'done'}`, {
                count: step.count,
                missing: step.missing,
              })}
          </div>
        </div>
        <div className="flex flex-wrap items-center gap-3 empty:hidden max-sm:basis-full max-sm:pl-12">
          {step.done ? <Badge tone="good">{t('done')}</Badge> : null}
          {step.by_itself ? <Badge tone="good">{t('byItself')}</Badge> : null}
          {isStopped && state === 'missing' ? <Badge tone="brand">{t('stopped')}</Badge> : null}
          {actions}
        </div>
      </div>
      {children ? <div className="min-w-0 empty:hidden sm:pl-12">{children}</div> : null}
    </li>
  );
}
