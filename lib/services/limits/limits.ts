/** How many, and in how many seconds so many again. */
interface Rate {
  count: number;
  seconds: number;
}
/** Whom an act is counted by, each where it is limited (R2). */
export interface Limit {
  /** The account that is named, from one source. */
  accountAndSource?: Rate;
  /** The account, from wherever. */
  account?: Rate;
  /** In place of all others for a browser that has signed in to the account before. */
  knownDevice?: Rate;
  source?: Rate;
  host?: Rate;
}

const MINUTE = 60;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;

export const LIMITS = {
  sign_in: {
    accountAndSource: { count: 10, seconds: QUARTER },
    account: { count: 50, seconds: HOUR },
    knownDevice: { count: 10, seconds: QUARTER },
    source: { count: 50, seconds: QUARTER },
    host: { count: 1000, seconds: QUARTER },
  },
  sign_up: { source: { count: 10, seconds: HOUR }, host: { count: 200, seconds: HOUR } },
  /** Asking for a link by mail to set a new password, or using one. */
  reset: {
    accountAndSource: { count: 3, seconds: QUARTER },
    account: { count: 6, seconds: HOUR },
    source: { count: 20, seconds: HOUR },
    host: { count: 400, seconds: HOUR },
  },
  /** A signed-in person who proves again who they are; nobody else can use this up. */
  confirm: { account: { count: 10, seconds: QUARTER } },
  /** Codes of an app or for recovery: six digits are soon guessed. */
  second_factor: { account: { count: 5, seconds: QUARTER } },
  /** A passkey cannot be guessed; this bounds the work. */
  passkey: { source: { count: 60, seconds: QUARTER }, host: { count: 2000, seconds: QUARTER } },
  /** Calls of the JSON interface; the account is a key or a person. */
  api: {
    account: { count: 600, seconds: MINUTE },
    source: { count: 1200, seconds: MINUTE },
    host: { count: 12_000, seconds: MINUTE },
  },
  /** Webhooks that a person or key has sent by hand. */
  webhook: { account: { count: 30, seconds: QUARTER } },
} as const satisfies Record<string, Limit>;

export type Limited = keyof typeof LIMITS;

/** The most there may be of a thing; whoever runs out removes one first. */
export const QUOTAS = {
  /** Companies that one person owns. */
  companies: 20,
  /** Keys of a company that are neither revoked nor over. */
  api_keys: 50,
  /** Members of a company. */
  members: 200,
  /** Of one person. */
  passkeys: 20,
  /** Webhooks of a company. */
  webhooks: 10,
} as const;
