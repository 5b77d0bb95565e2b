import { IncomingMessage, Server, ServerResponse } from 'node:http';

type Watcher = (request: IncomingMessage, response: ServerResponse) => void;

/** Shows every request of this process to `watch` before any handler has it. */
export function watchRequests(watch: Watcher): void {
  const { emit } = Server.prototype;
  Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
    const [request, response] = args;
    if (event === 'request' && request instanceof IncomingMessage && response instanceof ServerResponse)
      watch(request, response);
    return Reflect.apply(emit, this, [event, ...args]);
  } as typeof emit;
}
