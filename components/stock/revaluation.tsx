import { Amount } from '@/components/ui/amount';

/** What the entries sum to beyond on hand × unit cost (R23); a dash where that is no cent. */
export function Revaluation({ value }: { value: string }) {
  return /^-?0(\.00\d*)?$/.test(value) ? (
    <span>–</span>
  ) : (
    <Amount signed value={value} digits={2} minDigits={2} />
  );
}
