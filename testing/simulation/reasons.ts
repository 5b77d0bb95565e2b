/** Void and refund reasons as the tills write them. */
export const REASONS = ['Server mistake', 'Unhappy Client', 'Küche: verbrannt'] as const;
/** The one whose goods are gone for a company of the simulation (R16). */
export const WASTE_REASON = REASONS[2];
