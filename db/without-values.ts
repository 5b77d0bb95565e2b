/** Data exceptions quote the value they are about. */
const QUOTES_VALUE = /^22/;
/** Longest piece of a statement's text that an error keeps; an insert of many rows is mostly placeholders. */
const STATEMENT_LENGTH = 500;

interface DatabaseError {
  message: string;
  stack?: string;
  code?: unknown;
  detail?: unknown;
  where?: unknown;
  internal_query?: unknown;
}

/**
 * An error of Postgres without the data it was about: `detail` shows the row or the key ("Failing row
 * contains (…)"), `where` a line of what was read. Codes, names of constraints, tables and columns stay: they
 * say what went wrong (R6).
 */
export function withoutValues<T>(error: T): T {
  if (!(error instanceof Error)) return error;
  const from = error as DatabaseError;
  for (const name of ['detail', 'where', 'internal_query'] as const) if (name in from) delete from[name];
  if (typeof from.code === 'string' && QUOTES_VALUE.test(from.code))
    sayInstead(error, from.message.replace(/"[\s\S]*"/, '[hidden]'));
  return error;
}

/**
 * drizzle writes every parameter of a failed statement into its error: passwords' hashes, tokens, a day's
 * sales.
 */
export function withoutParameters<T>(error: T): T {
  if (!(error instanceof Error) || !('params' in error) || !('query' in error)) return error;
  const query = String(error.query).slice(0, STATEMENT_LENGTH);
  sayInstead(error, `Failed query: ${query}`);
  Object.assign(error, { query, params: [] });
  return error;
}

/** The stack begins with the message, as it was when the error was made. */
function sayInstead(error: Error, message: string): void {
  const { message: before, stack } = error;
  error.message = message;
  if (stack !== undefined && before !== '') error.stack = stack.split(before).join(message);
}
