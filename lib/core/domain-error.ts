import { ERROR_CODES, type ErrorCode } from './error-codes';

/** What a JSON answer may carry beside the code: never a token, never another company's data. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

const BRAND = Symbol.for('bestellfix.DomainError');

/**
 * The one error services throw (R34). `message` is for logs and API clients, in English;
 * people read the sentence of the code in their own language instead.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;
  readonly [BRAND] = true;

  /**
   * Next bundles pages and routes apart, each with its own copy of this class, and what they share throws
   * from one to the other.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  constructor(code: ErrorCode, message?: string, details?: ErrorDetails, options?: { cause?: unknown }) {
    super(message ?? code, options);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }

  get retryable(): boolean {
    return ERROR_CODES[this.code].retryable;
  }
}

export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError;
}
