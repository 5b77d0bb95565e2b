import type { ReactNode } from 'react';
import type { StepView } from '@/components/setup/step-row';
import type { Setup, SetupChapter, SetupStep } from '@/lib/contracts/setup';
import type { ServiceContext } from '@/lib/services/context';

export const LIGHTSPEED = '/integrations/lightspeed';

export type ChapterLinks = Record<SetupChapter, (text: ReactNode) => ReactNode>;
/** What each chapter of the setup is given. */
export interface ChapterProps {
  ctx: ServiceContext;
  companyId: string;
  setup: Setup;
  views: Record<SetupStep, StepView>;
  /** Makes a text a link to a chapter. */
  to: ChapterLinks;
  query: { location?: string | undefined };
}
