import type { VoidReasonInput } from '@/lib/contracts/void-reasons';

const CONTAINER = 'Kartonschale';
const BAG = 'Papiertasche';

/** What goes along with what leaves the house (R40): for an item, for a group, for each bill. */
export const PACKAGING: readonly { sku?: string; group?: string; takes: Readonly<Record<string, string>> }[] =
  [
    { takes: { [BAG]: '1' } },
    { group: 'Burger', takes: { [CONTAINER]: '1' } },
    { group: 'Pizza', takes: { [CONTAINER]: '1' } },
    { sku: '102', takes: { [CONTAINER]: '1' } },
  ];

/** Of the reasons the tills give: goods of the others come back (R16). */
export const VOID_REASONS: readonly VoidReasonInput[] = [{ reason: 'Küche: verbrannt', outcome: 'waste' }];
