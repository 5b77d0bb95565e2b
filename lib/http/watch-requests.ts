import { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Must call `handle` once and return what it returns. */
type Watcher = (request: IncomingMessage, response: ServerResponse, handle: () => boolean) => boolean;

/** Shows every request of this process to `watch` before any handler has it. */
export function watchRequests(watch: Watcher): void {
  const { emit } = Server.prototype;
  Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
    const handle = (): boolean => Reflect.apply(emit, this, [event, ...args]);
    const [request, response] = args;
    return event === 'request' && request instanceof IncomingMessage && response instanceof ServerResponse
      ? watch(request, response, handle)
      : handle();
  } as typeof emit;
}
