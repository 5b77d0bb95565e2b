import { ERROR_CODES, type ErrorCode } from './error-codes';

/** What a JSON answer may carry beside the code: never a token, never another company's data. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * The one error services throw (R34). `message` is for logs and API clients, in English;
 * people read the sentence of the code in their own language instead.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

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
