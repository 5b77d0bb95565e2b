/**
 * How a day's account may be typed without anything being wrong: said below the figures, not as a warning.
 */
const ORDINARY =
  /^account_type_(sale|refund|void|recall|split|transfer|update|transitory|float|cross_bl|cancel)$/;

/** The message (`lightspeed.warnings.<key>`) of a code that a reading or a plan of a day left in its log. */
export function warningKey(code: string): string {
  if (/^account .* is malformed$/.test(code)) return 'account_malformed';
  if (code.startsWith('nextStartOfDayAsIso8601 ')) return 'start_of_day_missing';
  return code;
}

/** What a reader should act on, apart from what merely explains the figures; each message once. */
export function sortWarnings(codes: readonly string[]): { warnings: string[]; notes: string[] } {
  const isNote = (code: string) => ORDINARY.test(code) || code === 'read_by_range';
  const unique = [...new Map(codes.map((code) => [warningKey(code), code])).values()];
  return { warnings: unique.filter((code) => !isNote(code)), notes: unique.filter(isNote) };
}
