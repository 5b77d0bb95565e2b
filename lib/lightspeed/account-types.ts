/**
 * Every account type Lightspeed documents. What a reading or a run of the simulation never met, it has not
 * tested.
 */
export const ACCOUNT_TYPES = [
  'SALE',
  'REFUND',
  'VOID',
  'RECALL',
  'SPLIT',
  'TRANSFER',
  'UPDATE',
  'TRANSITORY',
  'FLOAT',
  'CROSS_BL',
  'CANCEL',
] as const;
