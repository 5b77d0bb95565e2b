'use client';
import { useEffect, useState } from 'react';
import { keep, readKept } from '@/components/ui/browser-store';
import { usePersonId } from '@/components/ui/person';

/**
 * The storage unit this person booked in last, in this company; null before the first time and while the page
 * is only read.
 */
export function useLastUnit(companyId: string): { last: string | null; remember: (unitId: string) => void } {
  const key = `last-unit:${usePersonId()}:${companyId}`;
  const [last, setLast] = useState<string | null>(null);
  useEffect(() => {
    const unit = readKept(key);
    setLast(typeof unit === 'string' ? unit : null);
  }, [key]);
  return { last, remember: (unitId) => keep(key, unitId) };
}
