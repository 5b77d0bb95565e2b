import { IncomingMessage, Server } from 'node:http';

/**
 * Writes whom this process heard from at the end of `x-forwarded-for`, as each proxy before it did: Next
 * keeps what a caller wrote there and does not say who the caller is, so that anybody could be anybody (R2).
 */
export function appendPeer(): void {
  const { emit } = Server.prototype;
  Server.prototype.emit = function (this: Server, event: string | symbol, ...args: unknown[]): boolean {
    const [request] = args;
    if (event === 'request' && request instanceof IncomingMessage) {
      const given = request.headers['x-forwarded-for'];
      const peer = request.socket.remoteAddress ?? 'unknown';
      request.headers['x-forwarded-for'] = given === undefined ? peer : `${given}, ${peer}`;
    }
    return Reflect.apply(emit, this, [event, ...args]);
  } as typeof emit;
}
