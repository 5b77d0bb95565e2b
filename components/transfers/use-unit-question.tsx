'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { DayUnits, StorageUnitChoice } from '@/lib/contracts/transfers';

interface Question {
  present: string;
  /** Units other than the present one in which days stand. */
  others: DayUnits['data'];
  go: (choice: StorageUnitChoice) => void;
}

/**
 * Before days are run again that stand in another storage unit than the location's present one, the person
 * says which (R32). `ask` goes on at once where there is nothing to ask; `failed` is set where that could not
 * be learnt.
 */
export function useUnitQuestion(locationId: string): {
  ask: (range: { from: string; to: string } | null, go: Question['go']) => Promise<void>;
  dialog: ReactNode;
  failed: string | null;
} {
  const t = useTranslations('lightspeed.unitQuestion');
  const errors = useTranslations('errors');
  const [question, setQuestion] = useState<Question | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const ask = async (range: { from: string; to: string } | null, go: Question['go']) => {
    setFailed(null);
    const units = await readUnits(locationId, range);
    if (units === null) return setFailed(errors('service_unavailable'));
    const others = units.data.filter((unit) => unit.storage_unit_id !== units.present_unit_id);
    if (others.length === 0 || units.present_unit_name === null) return go('present');
    setQuestion({ present: units.present_unit_name, others, go });
  };
  const answer = (choice: StorageUnitChoice) => {
    setQuestion(null);
    question?.go(choice);
  };
  const days = question?.others.reduce((sum, unit) => sum + unit.days, 0) ?? 0;
  const kept = question?.others.map((unit) => unit.storage_unit_name).join(', ') ?? '';
  const names = { days, kept, present: question?.present ?? '' };
  const dialog = (
    <Dialog
      open={question !== null}
      onOpenChange={(open) => !open && setQuestion(null)}
      title={t('title')}
      description={t('text', names)}
    >
      <div className="grid gap-4">
        <div className="grid gap-1">
          <Button variant="secondary" onClick={() => answer('kept')}>
            {t('kept', names)}
          </Button>
          <p className="text-sm text-muted">{t('keptText', names)}</p>
        </div>
        <div className="grid gap-1">
          <Button variant="secondary" onClick={() => answer('present')}>
            {t('present', names)}
          </Button>
          <p className="text-sm text-muted">{t('presentText', names)}</p>
        </div>
      </div>
    </Dialog>
  );
  return { ask, dialog, failed };
}

async function readUnits(
  locationId: string,
  range: { from: string; to: string } | null,
): Promise<DayUnits | null> {
  try {
    const query = range ? `?${new URLSearchParams(range)}` : '';
    const response = await fetch(`/api/v1/locations/${locationId}/day-units${query}`);
    return response.ok ? ((await response.json()) as DayUnits) : null;
  } catch {
    return null;
  }
}
