/** Wrong settings end the start with one message that names them all, instead of the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { refuseUnheardOfMethods } = await import('@/lib/http/refuse-methods');
  refuseUnheardOfMethods();
  const { appendPeer } = await import('@/lib/http/append-peer');
  appendPeer();
  const { drainOnStop } = await import('@/lib/http/drain');
  drainOnStop();
  const { env } = await import('@/lib/platform/env');
  const { LOG_LEVEL, PROCESS_ROLE, ACCESS_LOG, ERROR_REPORT_URL } = env();
  const { createLog } = await import('@/lib/platform/log');
  const { startTelemetry } = await import('@/lib/platform/telemetry');
  await startTelemetry();
  const { reportErrors } = await import('@/lib/platform/error-reports');
  if (ERROR_REPORT_URL) reportErrors(ERROR_REPORT_URL);
  const { logRequests } = await import('@/lib/http/access-log');
  logRequests(createLog(LOG_LEVEL), ACCESS_LOG);
  const { prepareDatabase } = await import('@/lib/runtime/database');
  await prepareDatabase(createLog(LOG_LEVEL));
  // What finds and does work belongs to the processes that run jobs.
  if (PROCESS_ROLE === 'web') return;
  const { startRecovering } = await import('@/lib/runtime/recover-loop');
  startRecovering();
  const { startRegistering } = await import('@/inngest/registering');
  startRegistering();
}

/**
 * An error of a page that nobody caught. It is logged under the id that the error page shows: its digest,
 * which is the id of the request where the page is `traced` (app/(manage)/_lib).
 */
export async function onRequestError(
  error: unknown,
  request: { path: string; method: string },
): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { ANONYMOUS, serviceContext } = await import('@/lib/runtime/container');
  const { pathname } = new URL(request.path, 'http://localhost');
  const { digest } = error as { digest?: string };
  const { log } = serviceContext(ANONYMOUS, digest);
  log.error({ err: error, path: pathname, method: request.method }, 'page failed');
}
