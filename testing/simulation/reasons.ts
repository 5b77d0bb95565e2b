/** Void and refund reasons as the tills write them. */
export const REASONS = ['Server mistake', 'Unhappy Client', 'Küche: verbrannt'] as const;
/** The one a company of the simulation lists as waste (R16). */
export const WASTE_REASON = REASONS[2];
