'use client';
import type { ReactNode } from 'react';
import { TextLink } from '@/components/ui/text-link';
import type { SetupChapter, SetupStep } from '@/lib/contracts/setup';
import { useRemember } from './step-link';

/** Leads from one chapter to another, where one then has stopped. */
export function ChapterLink({
  companyId,
  chapter,
  step,
  children,
}: {
  companyId: string;
  chapter: SetupChapter;
  /** The one to do next in that chapter. */
  step: SetupStep;
  children: ReactNode;
}) {
  const remember = useRemember(companyId);
  return (
    <TextLink href={`/setup?chapter=${chapter}`} onClick={() => remember(step)}>
      {children}
    </TextLink>
  );
}
