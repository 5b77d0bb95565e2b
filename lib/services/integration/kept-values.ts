import type { KeptValue, SyncResult } from '@/lib/contracts/lightspeed';
import { type Known, keepKnown } from '@/lib/core/keep-known';

const SHOWN = 50;

/** Gathers, over one sync, what was not taken as Lightspeed sent it (R11). */
export class KeptValues {
  private readonly all: KeptValue[] = [];

  take<T extends Known>(
    thing: { lightspeedId: string; unusable?: Readonly<Record<string, string>> },
    answered: T,
    known: Partial<Readonly<Record<keyof T, string | null>>> | undefined,
    fallback?: Readonly<Record<string, string>>,
  ): T {
    const { values, kept } = keepKnown(answered, known, thing.unusable, fallback);
    for (const { field, received, used } of kept) {
      this.all.push({
        lightspeed_id: thing.lightspeedId,
        name: values.name ?? thing.lightspeedId,
        field: field as KeptValue['field'],
        received: received?.slice(0, 200) ?? null,
        used,
      });
    }
    return values;
  }

  toResult(): Pick<SyncResult, 'kept_values' | 'kept_values_total'> {
    return { kept_values: this.all.slice(0, SHOWN), kept_values_total: this.all.length };
  }
}
