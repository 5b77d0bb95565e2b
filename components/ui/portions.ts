/** The word for a number of portions, among the units' messages. */
export const portions = (quantity: string) => (quantity === '1' ? 'portion' : 'portions');
