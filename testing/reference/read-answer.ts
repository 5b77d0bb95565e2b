/**
 * The host's own sales, read apart from the product: nothing of lib/lightspeed's reading is imported.
 */
type Raw = Record<string, unknown>;
const isObject = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) =>
  typeof value === 'string' && value !== ''
    ? plain(value)
    : typeof value === 'number'
      ? String(value)
      : undefined;
/** As it can be stored (R21): through bytes, which know no halves of characters. */
export const plain = (value: string) =>
  Buffer.from(value, 'utf8').toString('utf8').split('\0').join('\uFFFD');
/** A reason as people mean it (R16). */
export const spoken = (reason: string) =>
  [...reason.normalize('NFD')]
    .filter((one) => !/\p{Mn}/u.test(one))
    .join('')
    .toLowerCase()
    .trim();
export const DECIMAL = /^-?\d+(\.\d+)?$/;

export interface Account {
  id: string;
  number: string | undefined;
  closed: string | undefined;
  isCancelled: boolean;
}
export interface Line {
  account: string;
  /** Its number, or what stands for it. */
  name: string;
  id: string | undefined;
  /** The line it hangs on. */
  parent: string | undefined;
  sku: string | undefined;
  /** What the till calls it, whatever staff typed over it (R38). */
  soldName: string | undefined;
  quantity: string | undefined;
  reason: string | undefined;
  type: string | undefined;
  previous: string | undefined;
  closed: string | undefined;
  /** What the till calls it, over what staff typed. */
  title: string | undefined;
  leavesHouse: boolean;
  hasUnreadableMoney: boolean;
  isBroken: boolean;
}

export function readAnswer(sales: readonly unknown[]): { lines: Line[]; accounts: Account[] } {
  const lines: Line[] = [];
  const accounts: Account[] = [];
  for (const sale of sales) {
    if (!isObject(sale)) continue;
    const number = text(sale.accountFiscId);
    const account = text(sale.accountReference) ?? number ?? '';
    accounts.push({
      id: account,
      number,
      closed: text(sale.timeClosed),
      isCancelled: sale.cancelled === true,
    });
    const source = isObject(sale.source) ? sale.source : {};
    const common = {
      account,
      name: number ?? account,
      type: text(sale.type),
      previous: text(source.previousAccountId),
      closed: text(sale.timeClosed),
      title: undefined,
      leavesHouse: sale.dineIn === false,
    };
    const broken = {
      ...common,
      id: undefined,
      parent: undefined,
      sku: undefined,
      soldName: undefined,
      quantity: undefined,
      reason: undefined,
      hasUnreadableMoney: false,
      isBroken: true,
    };
    if (!Array.isArray(sale.salesLines)) {
      lines.push(broken);
      continue;
    }
    for (const line of sale.salesLines as unknown[]) {
      if (!isObject(line)) {
        lines.push(broken);
        continue;
      }
      const quantity = text(line.quantity);
      lines.push({
        ...common,
        id: text(line.id),
        parent: text(line.parentLineId),
        sku: text(line.sku),
        title: text(line.nameOverride) ?? text(line.name),
        soldName: text(line.name) === text(line.sku) ? undefined : text(line.name),
        quantity,
        reason: text(line.voidReason) ?? text(sale.voidReason),
        hasUnreadableMoney: isUnreadable(line.totalNetAmountWithTax),
        isBroken: text(line.id) === undefined || quantity === undefined || !DECIMAL.test(quantity),
      });
    }
  }
  return { lines, accounts };
}
const isUnreadable = (money: unknown) =>
  money !== undefined && money !== null && money !== '' && !DECIMAL.test(String(money));

/** The SKUs in an answer. */
export function skusIn(sales: readonly unknown[]): Set<string> {
  return new Set(readAnswer(sales).lines.flatMap(({ sku }) => (sku === undefined ? [] : [sku])));
}
