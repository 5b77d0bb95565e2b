interface Thrown {
  name?: string;
  message: string;
  stack?: string | undefined;
  code?: unknown;
  query?: unknown;
}

/**
 * What postgres.js 3.4 throws where nobody can catch it when its database is killed, and so ends the process.
 * The query itself is told of the loss, and is tried again; these errors say nothing more. Every other one
 * ends the process as before.
 */
export function outliveLostConnections(): void {
  // Rejections without a handler come here too.
  process.on('uncaughtException', (error) => {
    if (isLostConnection(error)) return;
    console.error(error);
    process.exit(1);
  });
}

/** Those errors, also as a test runner hands them on. */
export const isLostConnection = (error: Thrown): boolean => isLateWrite(error) || isLostHandshake(error);

/** It writes what it had gathered to a socket that has just been closed. */
const isLateWrite = (error: Thrown) =>
  error.name === 'TypeError' &&
  error.message.includes("null (reading 'write')") &&
  /postgres[\\/](src|cjs[\\/]src)[\\/]connection/.test(error.stack ?? '');

/** A new connection first asks for the array types, in a promise that is not awaited. */
const isLostHandshake = (error: Thrown) =>
  error.code === 'CONNECTION_CLOSED' &&
  typeof error.query === 'string' &&
  error.query.includes('from pg_catalog.pg_type a');
