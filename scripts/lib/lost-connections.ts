/**
 * postgres.js 3.4 writes what it had gathered to a socket that has just been closed, outside any promise, and so ends the process whose
 * database was killed. The query itself is told of the loss; this error says nothing more. Every other one ends the process as before.
 */
export function outliveLostConnections(): void {
  process.on('uncaughtException', (error) => {
    if (isLateWrite(error)) return;
    console.error(error);
    process.exit(1);
  });
}

/** That one error, also as a test runner hands it on. */
export function isLateWrite(error: { name?: string; message: string; stack?: string | undefined }): boolean {
  return (
    error.name === 'TypeError' &&
    error.message.includes("null (reading 'write')") &&
    /postgres[\\/](src|cjs[\\/]src)[\\/]connection/.test(error.stack ?? '')
  );
}
