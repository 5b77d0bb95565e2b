'use client';
import { Check } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { isSettled, type Setup, type SetupChapter, setupChapterSchema } from '@/lib/contracts/setup';
import { useRemember } from './step-link';

/** The four chapters, each with what is left of it; any can be opened at any time. */
export function ChapterNav({
  companyId,
  setup,
  shown,
}: {
  companyId: string;
  setup: Setup;
  shown: SetupChapter;
}) {
  const t = useTranslations('setup');
  const remember = useRemember(companyId);
  return (
    <nav aria-label={t('chaptersLabel')} className="mb-6">
      <ol className="grid grid-cols-2 gap-2 sm:gap-3 lg:grid-cols-4">
        {setupChapterSchema.options.map((chapter, index) => {
          const steps = setup.steps.filter((step) => step.chapter === chapter);
          const settled = steps.filter(isSettled).length;
          const next = steps.find((step) => !isSettled(step)) ?? steps[0];
          const isWhole = settled === steps.length;
          return (
            <li key={chapter} className="min-w-0">
              <Link
                href={`/setup?chapter=${chapter}`}
                aria-current={chapter === shown ? 'page' : undefined}
                onClick={() => next && remember(next.key)}
                className={cn(
                  'flex h-full items-start gap-3 rounded-xl border px-3 py-3 sm:px-4',
                  chapter === shown
                    ? 'border-brand/40 bg-brand-soft'
                    : 'border-line bg-surface hover:bg-sunken',
                )}
              >
                <span
                  aria-hidden
                  className={cn(
                    'grid size-7 shrink-0 place-items-center rounded-full text-sm font-medium tabular-nums max-sm:hidden',
                    isWhole ? 'bg-good-soft text-good' : 'bg-sunken text-muted',
                  )}
                >
                  {isWhole ? <Check className="size-4" /> : index + 1}
                </span>
                <span className="min-w-0">
                  <span className="block font-medium">{t(`chapters.${chapter}.title`)}</span>
                  <span className="block text-sm text-muted">
                    {isWhole
                      ? t('chapterDone')
                      : t('chapterProgress', { done: settled, total: steps.length })}
                  </span>
                </span>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
