/** What a company is told of (R45), the most urgent first: the order of those without money at stake. */
export const NOTICE_KINDS = [
  'consent_needed',
  'night_failed',
  'night_incomplete',
  'location_paused',
  'names_held',
  'unmapped_share',
  'price_moved',
  'stock_below_zero',
  'stock_below_minimum',
  'count_overdue',
  'new_sign_in',
  'webhook_off',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Of a sign-in its own person is told by a mail of its own, at once and whatever they chose (R49). */
export const CHOSEN_KINDS = NOTICE_KINDS.filter(
  (kind): kind is Exclude<NoticeKind, 'new_sign_in'> => kind !== 'new_sign_in',
);

export const DELIVERIES = ['at_once', 'digest', 'never'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** Whoever chose nothing hears at once of what stops sales from coming in, and of the rest once a day. */
const AT_ONCE: ReadonlySet<NoticeKind> = new Set(['consent_needed', 'night_failed']);

/** Those who only read are told nothing by mail unless they want to be. */
export function usualDelivery(kind: NoticeKind, role: string): Delivery {
  if (kind === 'new_sign_in') return 'never';
  if (role !== 'owner' && role !== 'manager') return 'never';
  return AT_ONCE.has(kind) ? 'at_once' : 'digest';
}

export const USUAL_LIMITS = { unmappedPercent: 5, pricePercent: 25, countDays: 35 } as const;
export const USUAL_TIME = { digestHour: 7, timeZone: 'Europe/Zurich' } as const;

interface Ranked {
  kind: string;
  amount: string | null;
  foundAt: Date;
}

/** What stops sales first, then by the money at stake, then by kind, the newest first. */
export function byWeight(a: Ranked, b: Ranked): number {
  const stops = (one: Ranked) => (AT_ONCE.has(one.kind as NoticeKind) ? 0 : 1);
  const money = (one: Ranked) => Math.abs(Number(one.amount ?? 0));
  const rank = (one: Ranked) => NOTICE_KINDS.indexOf(one.kind as NoticeKind);
  return (
    stops(a) - stops(b) ||
    money(b) - money(a) ||
    rank(a) - rank(b) ||
    b.foundAt.getTime() - a.foundAt.getTime()
  );
}
