/** What a company chooses itself for how long it is kept (R50), in days: as usual, at least, at most. */
export const RETENTION = {
  /** Answers of the till; the last 35 days are read again at night, so they stay longer than that. */
  answers: { usual: 400, min: 40, max: 3650 },
  /** From where people signed in, tried to, and acted: address and device in the audit log. */
  sources: { usual: 90, min: 7, max: 730 },
  /** To whom what mail went and what became of it. */
  mails: { usual: 90, min: 7, max: 730 },
  /** Notices that no longer hold. */
  notices: { usual: 180, min: 7, max: 730 },
} as const;
export type RetentionKind = keyof typeof RETENTION;
export type RetentionDays = Readonly<Record<RetentionKind, number>>;

export const USUAL_RETENTION: RetentionDays = {
  answers: RETENTION.answers.usual,
  sources: RETENTION.sources.usual,
  mails: RETENTION.mails.usual,
  notices: RETENTION.notices.usual,
};

/** The same for everybody, in days after it ended or was of use last. */
export const FIXED_RETENTION = {
  /** What the interface promises for `Idempotency-Key`. */
  idempotency: 1,
  sessions: 90,
  links: 30,
  invitations: 30,
  /** Of no company: about a person's own account. */
  mails: 90,
  digests: 30,
  /** What was sent to webhooks, and what they answered. */
  webhooks: 30,
  consents: 1,
  challenges: 1,
} as const;
