/** When the fixture's company lives. */
export const FIXTURE_NOW = '2026-03-16T12:00:00Z';
/** A day on which two bills bear one number: 1 and 5 Coca-Cola were sold (R15). */
export const REUSED_NUMBER_DAY = '2026-03-12';
/**
 * A day on which a receipt was reopened: 3 ordered and taken back, 4 made anew under the number of the first
 * (R15).
 */
export const REOPENED_DAY = '2026-03-10';
/**
 * A day of what nobody could say anything of: a dish changed, voided and burnt, a button renamed and written
 * over by staff, a menu, a bill to take away.
 */
export const TRUE_SALES_DAY = '2026-03-13';
