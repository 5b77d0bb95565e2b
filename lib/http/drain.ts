import type { ServerResponse } from 'node:http';
import { watchRequests } from './watch-requests';

/**
 * From the first signal to end on, every answer also ends its connection. Next then takes no new connection
 * and leaves when the last answer is out: the step at work ends and is told, and none comes after it on a
 * connection kept from before.
 */
export function drainOnStop(): void {
  const open = new Set<ServerResponse>();
  let isStopping = false;
  const close = (response: ServerResponse) => {
    if (!response.headersSent) response.setHeader('connection', 'close');
  };
  watchRequests((_, response, handle) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    if (isStopping) close(response);
    return handle();
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      isStopping = true;
      open.forEach(close);
    });
  }
}
