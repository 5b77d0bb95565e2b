/**
 * What of an error's own properties is logged: names and numbers that code gave it, never what it was about.
 */
const KEPT = [
  'code',
  'errno',
  'syscall',
  'address',
  'port',
  'status',
  'statusCode',
  'digest',
  'severity',
  'constraint_name',
  'schema_name',
  'table_name',
  'column_name',
  'routine',
] as const;
const DEPTH = 6;
const LENGTH = 2000;

export interface LoggedError {
  type: string;
  message: string;
  stack?: string;
  cause?: LoggedError;
  errors?: LoggedError[];
  [kept: string]: unknown;
}

/**
 * An error as a log line holds it, at every depth without the data it was about (R6); see
 * db/without-values.ts for those of the database.
 */
export function logError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'something that is no error was thrown' };
  const out: LoggedError = { type: error.name, message: withoutData(error, error.message) };
  if (error.stack) out.stack = stackOf(error, error.stack, out.message);
  const own = error as unknown as Record<string, unknown>;
  for (const name of KEPT) {
    if (typeof own[name] === 'string' || typeof own[name] === 'number') out[name] = own[name];
  }
  if (depth < DEPTH) {
    if (error.cause !== undefined) out.cause = logError(error.cause, depth + 1);
    if (error instanceof AggregateError)
      out.errors = error.errors.slice(0, 5).map((one) => logError(one, depth + 1));
  }
  return out;
}

/**
 * Frames only, under the message as it is told; the message at its head may hold data, over any number of
 * lines.
 */
function stackOf(error: Error, stack: string, message: string): string {
  const frames = stack
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^ {4}at .*(:\d+:\d+\)?|\(<anonymous>\))$/.test(line));
  return [`${error.name}: ${message}`, ...frames].join('\n');
}

/** What a failed statement was given, and the piece of a text that is no JSON. */
function withoutData(error: Error, message: string): string {
  const cut = message.split('\nparams: ')[0] ?? '';
  const text = error instanceof SyntaxError ? cut.replace(/"[\s\S]*"(\.{3})?/, '[hidden]') : cut;
  return text.length > LENGTH ? `${text.slice(0, LENGTH)}…` : text;
}
