import { Inngest, Middleware, NonRetriableError, RetryAfterError } from 'inngest';
import { type ErrorCode, isErrorCode } from '@/lib/core/error-codes';
import { codeOf } from '@/lib/errors/to-domain-error';
import { createLog, type Log } from '@/lib/platform/log';
import { metrics } from '@/lib/platform/metrics';
import { inSpan } from '@/lib/platform/spans';

/**
 * Without signatures only with `npm run dev`, and only when it names an Inngest dev server: a production
 * build has `false` compiled in.
 */
export const isUnsigned =
  process.env.NODE_ENV === 'development' && !['', '0', 'false'].includes(process.env.INNGEST_DEV ?? '');

let log: Log | undefined;
/** The SDK's own words, in the log of the app. */
const write = (level: 'info' | 'warn' | 'error' | 'debug') => (first: unknown, message?: unknown) => {
  log ??= createLog(process.env.LOG_LEVEL || 'info').child({ source: 'inngest' });
  if (typeof message === 'string') log[level](first, message);
  else log[level](String(first));
};
const logger = { info: write('info'), warn: write('warn'), error: write('error'), debug: write('debug') };

/** A step's error comes back to its function with the code as its message. */
function codeToldOf(error: unknown): ErrorCode {
  const message = error instanceof Error ? error.message : '';
  return isErrorCode(message) ? message : codeOf(error);
}

/** An error as it is sent to the job server: its code. Stack, path and SQL stay in our log. */
export function tellCodeOnly(error: unknown): Error {
  const code = codeToldOf(error);
  // These two say whether and when it is tried again.
  const told =
    error instanceof NonRetriableError || error instanceof RetryAfterError ? error : new Error(code);
  Object.assign(told, { message: code, stack: undefined, cause: undefined });
  return told;
}

/**
 * Counts each step and traces it: with a trace of its own when the clock began it, else within the one of the
 * click that sent the event (dispatcher.ts).
 */
class Observed extends Middleware.BaseMiddleware {
  readonly id = 'observed';
  override async wrapStepHandler({
    ctx,
    next,
    stepInfo,
    fn,
  }: Middleware.WrapStepHandlerArgs): Promise<unknown> {
    const job = fn.id();
    const count = (code: string) => metrics().steps.inc({ job, code });
    const attributes = { 'bestellfix.job': job, 'bestellfix.request_id': ctx.runId };
    const { traceparent: cause } = (ctx.event.data ?? {}) as { traceparent?: unknown };
    return inSpan(`${job} ${stepInfo.options.id}`, { kind: 'consumer', attributes, cause }, next).then(
      (result) => {
        count('ok');
        return result;
      },
      (error: unknown) => {
        count(codeToldOf(error));
        throw error;
      },
    );
  }
}

class CodesOnly extends Middleware.BaseMiddleware {
  readonly id = 'codes-only';
  override wrapStepHandler({ ctx, next, stepInfo }: Middleware.WrapStepHandlerArgs): Promise<unknown> {
    return next().catch((error: unknown) => {
      const step = stepInfo.options.id;
      logger.error({ err: error, code: codeToldOf(error), requestId: ctx.runId, step }, 'a step failed');
      throw tellCodeOnly(error);
    });
  }
  override wrapFunctionHandler({ ctx, next }: Middleware.WrapFunctionHandlerArgs): Promise<unknown> {
    return next().catch((error: unknown) => {
      logger.error({ err: error, code: codeToldOf(error), requestId: ctx.runId }, 'a job failed');
      throw tellCodeOnly(error);
    });
  }
}

const TIME_OUT_MS = 30_000;
const limited: typeof fetch = (input, init) =>
  fetch(input, { redirect: 'error', ...init, signal: init?.signal ?? AbortSignal.timeout(TIME_OUT_MS) });

/**
 * Where it sends to and with which keys is the SDK's own settings: INNGEST_BASE_URL, INNGEST_EVENT_KEY,
 * INNGEST_SIGNING_KEY.
 */
export const inngest = new Inngest({
  id: 'bestellfix',
  isDev: isUnsigned,
  logger,
  middleware: [Observed, CodesOnly],
  fetch: limited,
});
