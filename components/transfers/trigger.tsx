import { useTranslations } from 'next-intl';
import type { TransferLog } from '@/lib/contracts/transfers';

/** What a run came from: who or what started it, or the change for which its day was booked anew. */
export function Trigger({ log }: { log: Pick<TransferLog, 'trigger' | 'cause'> }) {
  const t = useTranslations('lightspeed.logs');
  return log.cause ? t(`causes.${log.cause.kind}`, { name: log.cause.name }) : t(`triggers.${log.trigger}`);
}
