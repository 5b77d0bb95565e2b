import { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Methods the web's own Request refuses to be made with: Next would answer 500 and log a stack for each. */
const UNHEARD_OF = new Set(['TRACE', 'TRACK', 'CONNECT']);

/** Answers them before any handler of this process: 405. */
export function refuseUnheardOfMethods(): void {
  const { emit } = Server.prototype;
  Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
    const [request, response] = args;
    if (
      event === 'request' &&
      request instanceof IncomingMessage &&
      response instanceof ServerResponse &&
      UNHEARD_OF.has(request.method ?? '')
    ) {
      response.writeHead(405, { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE', 'content-length': '0' });
      response.end();
      return true;
    }
    return Reflect.apply(emit, this, [event, ...args]);
  } as typeof emit;
}
