import { useTranslations } from 'next-intl';
import { StepLink } from '@/components/setup/step-link';
import { StepRow } from '@/components/setup/step-row';
import { isSettled, SETUP_CHAPTERS } from '@/lib/contracts/setup';
import type { ChapterProps } from './chapter';

const PLACES = {
  storage_units: '/inventory/storage-units',
  ingredients: '/inventory/ingredients',
  recipes: '/inventory/recipes',
} as const;

/** What there is to count and to cook: from a list, by hand, or later. */
export function BringIn({ companyId, views, to }: ChapterProps) {
  const t = useTranslations('setup');
  const imports = useTranslations('imports');
  const open = SETUP_CHAPTERS.bring_in.filter((key) => !isSettled(views[key].step));
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 border-b border-line px-4 py-4 sm:px-5">
        <p className="min-w-0 flex-1 basis-60 text-sm text-pretty">{t('bringIn.import')}</p>
        <StepLink
          companyId={companyId}
          step={open[0] ?? 'ingredients'}
          href="/inventory/import"
          highlighted={open.length > 1}
          label={imports('open')}
          of={t('chapters.bring_in.title')}
        />
      </div>
      <ol className="divide-y divide-line">
        {SETUP_CHAPTERS.bring_in.map((key) => (
          <StepRow
            key={key}
            view={views[key]}
            actions={<StepLink companyId={companyId} step={key} href={PLACES[key]} highlighted={false} />}
          />
        ))}
      </ol>
      <p className="border-t border-line px-4 py-4 text-sm text-pretty text-muted sm:px-5">
        {t.rich('bringIn.later', {
          connect: to.connect,
          map: to.map,
        })}
      </p>
    </>
  );
}
