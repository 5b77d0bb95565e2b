'use client';
import { useEffect } from 'react';
import { saveSetupStepAction } from '@/lib/actions/setup';

/** Writes down where the company stopped, once per change; a failure costs nothing. */
export function RememberStep({
  companyId,
  step,
  remembered,
}: {
  companyId: string;
  step: string;
  remembered: string | null;
}) {
  useEffect(() => {
    if (step !== remembered)
      saveSetupStepAction({ company_id: companyId, step: step as never }).catch(() => {});
  }, [companyId, step, remembered]);
  return null;
}
