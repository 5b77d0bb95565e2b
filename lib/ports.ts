import type { JobEvent } from './jobs/events';

/**
 * The only six places with two things behind them: Lightspeed and its simulator are one PosGateway with two
 * addresses, but tests put a fake clock, a recording dispatcher, a throw-away vault and a webhook receiver on
 * this machine here, and the demo a mailbox.
 */

export interface Clock {
  now(): Date;
}

export interface JobDispatcher {
  /**
   * Throws when the job server cannot be reached; the row in our tables stays and recovery sends it again.
   */
  send(events: JobEvent[]): Promise<void>;
}

export interface MailMessage {
  /** The same at every attempt, so that who gets it twice can know. */
  messageId: string;
  /** Of its language, `de` or `en`. */
  locale: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}
/**
 * What became of one attempt. `not_sent`: the server has not accepted it, `isFinal` where it never will.
 * `unknown`: the server had all of it and the answer was lost.
 */
export type MailFate =
  | { fate: 'sent' }
  | { fate: 'not_sent'; problem: MailProblem; isFinal: boolean }
  | { fate: 'unknown'; problem: 'no_answer' };
type MailProblem =
  | 'mail_off'
  | 'unreachable'
  | 'login_refused'
  | 'address_refused'
  | 'refused'
  | 'taken_over';

export interface MailSender {
  /** `mailbox`: kept to be read in the demo. `off`: nothing can be sent. */
  kind: 'smtp' | 'mailbox' | 'off';
  /**
   * One attempt (R44). `handOver` is called before the last byte, after which the server may accept; when it
   * answers false, or throws, that byte is not sent. Never throws.
   */
  send(message: MailMessage, handOver: () => Promise<boolean>): Promise<MailFate>;
}

/** Why an address is not taken. `internal`: it is none of the public internet. */
export type WebhookRefusal = 'no_address' | 'not_https' | 'has_password' | 'port' | 'internal';
export type WebhookProblem =
  | 'address_internal'
  | 'name_unknown'
  | 'certificate'
  | 'unreachable'
  | 'time_out'
  | 'redirected'
  | 'refused'
  | 'unreadable';
export interface WebhookAnswer {
  /** Null where no answer came. */
  status: number | null;
  /** Null: it was taken. */
  problem: WebhookProblem | null;
  /** The beginning of the answer. */
  answer: string | null;
  tookMs: number;
}

export interface WebhookSender {
  /** Null: it may be tried; a name is looked up only when it is sent to. */
  refusalOf(url: string): WebhookRefusal | null;
  /** One attempt, bounded in time and size (R52). Never throws. */
  send(post: { url: string; headers: Record<string, string>; body: string }): Promise<WebhookAnswer>;
}

/** Seals and opens secrets (R6); `context` is bound as associated data and must be the same at both ends. */
export interface TokenVault {
  seal(plaintext: string, context: string): string;
  open(sealed: string, context: string): string;
  /** True when the value was sealed with a key that is no longer the first. */
  needsResealing(sealed: string): boolean;
}

/**
 * Access to one integration's API: a slot for each request, a token, and a fresh one when Lightspeed refused
 * the one named.
 */
export interface PosAuth {
  integrationId: string;
  accessToken(rejected?: string): Promise<string>;
  /** Waits until one more request may be in flight (R10). */
  takeSlot(): Promise<RequestSlot>;
  /** Told when a request goes out. */
  sent?: () => void;
  /**
   * Told once a day's answer is there whole, before it is read: the next may be asked for. Resolves once that
   * one went out, or none is to: so long the gateway leaves the answer, but a moment at most. A gateway may
   * leave it to when the answer is read.
   */
  answered?: () => Promise<void>;
}
export interface RequestSlot {
  /** The request is over; `isThrottled` when Lightspeed answered 429. */
  end(isThrottled: boolean): Promise<void>;
}

export interface PosTokens {
  accessToken: string;
  refreshToken: string;
  /** Seconds, from now. */
  expiresIn: number;
  scope: string;
}
/** Null is a value that is missing or of no use: it overwrites no known one (R11). */
export interface PosLocation {
  lightspeedId: string;
  businessId: string;
  businessName: string | null;
  name: string | null;
  country: string | null;
  timezone: string | null;
  currency: string | null;
  /** What was sent where a field is null all the same, by field. */
  unusable?: Readonly<Record<string, string>>;
}
export interface PosItem {
  lightspeedId: string;
  sku: string | null;
  name: string | null;
  /** What dockets call it. */
  docketName?: string | null;
  itemType: string | null;
  accountingGroup: string | null;
  price: string | null;
  isActive: boolean | null;
  unusable?: Readonly<Record<string, string>>;
}
/** What a feed lists; `unreadable`: the number of rows without an id (R21). */
export interface PosList<T> extends Array<T> {
  unreadable?: number;
}
/**
 * A sale line with its account's facts, in the order received. Quantities and values are decimal strings as
 * sent.
 */
export interface PosSaleLine {
  seq: number;
  /** The account's identity: its reference, else its number (R15). */
  accountId: string;
  /** Its number, which tills give again and chains name; null when it has none. */
  accountNumber: string | null;
  accountType: string;
  accountCancelled: boolean;
  previousAccountId: string | null;
  receiptId: string | null;
  timeClosed: string | null;
  lineId: string;
  parentLineId: string | null;
  sku: string | null;
  name: string;
  /** What the till calls the item, whatever staff typed over it; null where it says none (R38). */
  soldName: string | null;
  quantity: string | null;
  netValue: string | null;
  voidReason: string | null;
  /** False where its bill leaves the house (R40); null or left out = the till does not say. */
  dineIn?: boolean | null;
  timeOfSale: string | null;
  /** Why the line is malformed, e.g. `quantity_not_a_number`; null for a good line (R21). */
  problem: string | null;
}
/** An account of an answer, whether or not it has lines. */
export interface PosAccount {
  id: string;
  number: string | null;
  previous: string | null;
  /** ISO 8601. */
  closed: string | null;
  cancelled: boolean;
}
/** Exact decimals as text. */
export interface PosTotals {
  lines: number;
  quantity: string;
  /** Null where an amount cannot be read: then what the day was worth is not known (R26). */
  netValue: string | null;
}
export type PosSalesDay =
  | {
      kind: 'sales';
      raw: string;
      accounts: number;
      /** Ids of accounts marked cancelled, also those without lines. */
      cancelledAccountIds: string[];
      /** Accounts without a line. */
      emptyAccounts: PosAccount[];
      lines: PosSaleLine[];
      dataComplete: boolean;
      /** ISO 8601 with offset; the end of this business day. */
      nextStartOfDay: string | null;
      warnings: string[];
      /** What `raw` reports by a second reading of its own, to hold the first one to (R26). */
      reported(): PosTotals | Promise<PosTotals>;
      /** Of the bytes received; null or left out where the answer came in parts. */
      receivedHash?: string | null;
      /** A large day keeps others out of memory until this is called. */
      done?: () => void;
    }
  /** The location had not opened yet: Lightspeed named the first instant it has. */
  | { kind: 'before_first_day'; earliest: string };

/** The same bytes as the ones of this hash, which were not read again. */
export interface SameAnswer {
  kind: 'same';
  hash: string;
}

/**
 * Where a business day lies in time, as far as known: for the ranged call when the day's own call keeps
 * timing out.
 */
export interface PosDayWindow {
  /** ISO 8601; null when no earlier answer said it, then Lightspeed is asked. */
  start: string | null;
  endAfter(start: string): string;
}

/**
 * Lightspeed in our words. Every call may throw DomainError lightspeed_auth_failed | lightspeed_api_error |
 * lightspeed_not_configured.
 */
export interface PosGateway {
  authorizeUrl(input: { state: string; redirectUri: string }): string;
  exchangeCode(input: { code: string; redirectUri: string }): Promise<PosTokens>;
  /** Never repeated by itself (R7): a time-out leaves the fate of the token unknown. */
  refresh(input: { refreshToken: string }): Promise<PosTokens>;
  listLocations(auth: PosAuth): Promise<PosList<PosLocation>>;
  listItems(auth: PosAuth, locationLightspeedId: string): Promise<PosList<PosItem>>;
  salesOfDay(
    auth: PosAuth,
    locationLightspeedId: string,
    businessDay: string,
    window: () => Promise<PosDayWindow>,
  ): Promise<PosSalesDay>;
  /**
   * The same, for who has kept what these bytes said; a gateway that cannot tell has no such call. `known`:
   * `receivedHash` of then, null where there is none; it may be looked up while the answer is on its way, and
   * must not fail.
   */
  salesOfDayUnless?(
    known: Promise<string | null>,
    ...asked: Parameters<PosGateway['salesOfDay']>
  ): Promise<PosSalesDay | SameAnswer>;
  /** Reads kept raw sales again, so that a better reading reaches old days without a call. */
  readRaw(raw: string): PosSalesDay | Promise<PosSalesDay>;
}
