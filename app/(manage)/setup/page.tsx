import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { pageContext } from '@/app/(manage)/_lib/page-context';
import { queryOf } from '@/app/(manage)/_lib/page-query';
import { pageTitle } from '@/app/(manage)/_lib/page-title';
import { traced } from '@/app/(manage)/_lib/traced';
import { ChapterLink } from '@/components/setup/chapter-link';
import { ChapterNav } from '@/components/setup/chapter-nav';
import { SampleRestaurant } from '@/components/setup/sample-restaurant';
import type { StepView } from '@/components/setup/step-row';
import { PageHeader } from '@/components/ui/page-header';
import {
  isSettled,
  SETUP_CHAPTERS,
  type Setup,
  type SetupChapter,
  type SetupStep,
  setupChapterSchema,
} from '@/lib/contracts/setup';
import { env } from '@/lib/platform/env';
import { getSetup } from '@/lib/services/setup/get-setup';
import { BringIn } from './bring-in';
import type { ChapterLinks } from './chapter';
import { Connect } from './connect';
import { MapItems } from './map-items';
import { Run } from './run';

export const generateMetadata = pageTitle('setup.title');
const CHAPTERS = { bring_in: BringIn, connect: Connect, map: MapItems, run: Run };

export default traced(async function SetupPage({
  searchParams,
}: {
  searchParams: Promise<{ chapter?: string; location?: string }>;
}) {
  const { ctx, company } = await pageContext();
  const query = await queryOf(searchParams);
  const t = await getTranslations('setup');
  const setup = await getSetup(ctx, { company_id: company.id });
  const chapter = setupChapterSchema.safeParse(query.chapter).data ?? setup.chapter;
  const Chapter = CHAPTERS[chapter];
  const to = chapterLinks(company.id, setup);
  const isOpen = (one: SetupChapter) => openSteps(setup, one).length > 0;
  const next = isOpen(chapter) ? undefined : setupChapterSchema.options.find(isOpen);
  const isEmpty = setup.steps.every((step) => step.count === 0);
  const canManage = company.role === 'owner' || company.role === 'manager';
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <ChapterNav companyId={company.id} setup={setup} shown={chapter} />
      <section aria-labelledby="chapter" className="rounded-xl border border-line bg-surface">
        <div className="border-b border-line px-4 py-4 sm:px-5">
          <h2 id="chapter" className="font-semibold">
            {t(`chapters.${chapter}.title`)}
          </h2>
          <p className="mt-0.5 text-sm text-pretty text-muted">{t(`chapters.${chapter}.text`)}</p>
        </div>
        <Chapter
          ctx={ctx}
          companyId={company.id}
          setup={setup}
          views={viewsOf(setup, chapter)}
          query={query}
          to={to}
        />
        {next === undefined ? null : (
          <p className="border-t border-line px-4 py-4 text-sm sm:px-5">
            {t.rich('goOn', { chapter: t(`chapters.${next}.title`), link: to[next] })}
          </p>
        )}
      </section>
      {isEmpty && canManage ? (
        <div className="mt-6">
          <SampleRestaurant hasSimulator={env().LIGHTSPEED_SIMULATOR} />
        </div>
      ) : null}
    </>
  );
});

const openSteps = (setup: Setup, chapter: SetupChapter) =>
  setup.steps.filter((step) => step.chapter === chapter && !isSettled(step));

function chapterLinks(companyId: string, setup: Setup): ChapterLinks {
  return Object.fromEntries(
    setupChapterSchema.options.map((chapter) => {
      const step = openSteps(setup, chapter)[0]?.key ?? SETUP_CHAPTERS[chapter][0];
      return [
        chapter,
        (text: ReactNode) => (
          <ChapterLink companyId={companyId} chapter={chapter} step={step}>
            {text}
          </ChapterLink>
        ),
      ];
    }),
  ) as unknown as ChapterLinks;
}

/** The steps of a chapter as they are shown. */
function viewsOf(setup: Setup, chapter: SetupChapter): Record<SetupStep, StepView> {
  const mine = openSteps(setup, chapter);
  const next = mine.find((step) => step.key === setup.step) ?? mine[0];
  return Object.fromEntries(
    setup.steps.map((step, index) => [
      step.key,
      { step, number: index + 1, isNext: step === next, isStopped: step.key === setup.step },
    ]),
  ) as Record<SetupStep, StepView>;
}
