export interface SimLocation {
  id: string;
  name: string;
  country: string;
  timezone: string;
  /** Hour at which its business day starts. */
  startHour: number;
  devices: number[];
  /** Accounts of an average day. */
  size: number;
}

/** A line of an account as the sales endpoints answer it. */
export interface SimLine {
  id: string;
  parentLineId?: string;
  sku?: string | null;
  name?: string;
  nameOverride?: string;
  quantity?: string;
  voidReason?: string;
  totalNetAmountWithTax?: string;
  totalNetAmountWithoutTax?: string;
  menuListPrice?: string;
  currency?: string;
  timeOfSale?: string;
  deviceId?: number;
  [field: string]: unknown;
}

/** An account as the sales endpoints answer it. */
export interface SimSale {
  accountReference?: string;
  accountFiscId: string;
  receiptId?: string;
  source?: { initialAccountId?: string; previousAccountId?: string };
  type?: string;
  cancelled?: boolean | null;
  voidReason?: string;
  timeOfOpening?: string;
  timeClosed: string;
  nbCovers?: number;
  dineIn?: boolean;
  deviceId?: number;
  salesLines?: SimLine[];
  [field: string]: unknown;
}
