import { add, exact, roundHalfEven, ZERO } from '@/lib/core/quantity';
import type { PosGateway, PosSaleLine, PosSalesDay } from '@/lib/ports';

/** What the till says of a day; an error is thrown. */
type Answer = PosSalesDay | Error;

/** A till whose sales a test says. What a test does not expect it to be asked throws. */
export class FakePos implements PosGateway {
  /** Answers by business day. */
  readonly days = new Map<string, Answer>();
  /** The answer for every other day; an empty one unless a test says otherwise. */
  everyDay: Answer | ((businessDay: string) => Answer | Promise<Answer>) = EMPTY_DAY;
  /** Business days asked for, in order. */
  readonly asked: string[] = [];

  constructor(answers: Partial<PosGateway & Pick<FakePos, 'everyDay'>> = {}) {
    Object.assign(this, answers);
  }

  async salesOfDay(_auth: unknown, _location: string, businessDay: string): Promise<PosSalesDay> {
    this.asked.push(businessDay);
    const { everyDay } = this;
    const known = this.days.get(businessDay);
    const answer = known ?? (typeof everyDay === 'function' ? await everyDay(businessDay) : everyDay);
    if (answer instanceof Error) throw answer;
    return answer;
  }

  readRaw(raw: string): PosSalesDay {
    return dayFromRaw(raw);
  }

  authorizeUrl: PosGateway['authorizeUrl'] = unexpected('authorizeUrl');
  exchangeCode: PosGateway['exchangeCode'] = unexpected('exchangeCode');
  refresh: PosGateway['refresh'] = unexpected('refresh');
  listLocations: PosGateway['listLocations'] = unexpected('listLocations');
  listItems: PosGateway['listItems'] = unexpected('listItems');
}

function unexpected(name: string): () => never {
  return () => {
    throw new Error(`the till of this test was not told what to answer to ${name}`);
  };
}

let seq = 0;
/** A line as sold; only what matters to a test need be said. */
export function sale(sku: string | null, quantity: string, more: Partial<PosSaleLine> = {}): PosSaleLine {
  seq += 1;
  return {
    seq,
    accountId: 'A1.1',
    accountNumber: null,
    accountType: 'SALE',
    accountCancelled: false,
    previousAccountId: null,
    receiptId: 'R1.1',
    // Tests answer many days with one and the same bill; only a closing time would make it the same account
    // (R15).
    timeClosed: null,
    lineId: `S1.${seq}`,
    parentLineId: null,
    sku,
    name: sku ?? 'free text',
    soldName: more.name ?? null,
    quantity,
    netValue: '4.50',
    voidReason: null,
    timeOfSale: null,
    problem: null,
    ...more,
  };
}
/** A complete answer for a day, of one account. */
export function day(...lines: PosSaleLine[]): PosSalesDay {
  const content = {
    kind: 'sales' as const,
    accounts: lines.length === 0 ? 0 : 1,
    cancelledAccountIds: [],
    emptyAccounts: [],
    lines,
    dataComplete: true,
    nextStartOfDay: '2026-03-15T05:00:00+01:00',
    warnings: [],
  };
  // Short: some tests hand many answers to another process as an argument.
  const short = (field: string, value: unknown) =>
    field === 'soldName' && value === null ? undefined : value;
  return dayFromRaw(JSON.stringify(content, short));
}
/** The same answer again from what was kept of it. */
export function dayFromRaw(raw: string): PosSalesDay {
  const content = JSON.parse(raw) as Extract<PosSalesDay, { kind: 'sales' }>;
  const once = new Map(content.lines.map((line) => [`${line.accountId} ${line.lineId}`, line]));
  const sum = (values: readonly (string | null)[]) =>
    roundHalfEven(values.reduce((total, value) => add(total, exact(value ?? '0')), ZERO));
  return {
    ...content,
    lines: content.lines.map((line) => ({ ...line, soldName: line.soldName ?? null })),
    raw,
    reported: () => ({
      lines: once.size,
      quantity: sum([...once.values()].map((line) => line.quantity)),
      netValue: sum([...once.values()].map((line) => line.netValue)),
    }),
  };
}

const EMPTY_DAY = day();
