import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './answer';
import { answerControl, type Control } from './control';
import { errorAnswer, type FaultKind, type Faults, faultyAnswer } from './faults';
import { answerRequest } from './routes';
import { TOKEN_PATH } from './routes/oauth';
import type { SimulatorState } from './state';

const MAX_BODY = 20_000_000;
const CONTROL = '/__control/';

interface ServerOptions {
  port?: number | undefined;
  /** How long data and token requests take, in milliseconds. */
  delayMs?: number | undefined;
  /** Given when `POST /__control/<name>` is open. */
  control?: Control | undefined;
}

/**
 * The simulator on 127.0.0.1: keeps the log of requests, counts those in flight, and meets each with its
 * fault.
 */
export class SimulatorServer {
  private readonly state: SimulatorState;
  private readonly faults: Faults;
  private readonly options: ServerOptions;
  private readonly server: http.Server;

  constructor(state: SimulatorState, faults: Faults, options: ServerOptions) {
    this.state = state;
    this.faults = faults;
    this.options = options;
    this.server = http.createServer((request, response) => {
      this.handle(request, response).catch((error: unknown) => this.fail(request, response, error));
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.options.port ?? 0, '127.0.0.1', resolve);
    });
    this.state.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async handle(request: http.IncomingMessage, response: http.ServerResponse) {
    const target = new URL(request.url ?? '/', this.state.url);
    const { pathname } = target;
    const text = await readBody(request);
    const isData = /^\/(f|items)\//.test(pathname);
    if (!pathname.startsWith(CONTROL)) this.log(request, target);
    if (isData) this.count(response);
    if (this.options.delayMs && (isData || pathname === TOKEN_PATH)) await sleep(this.options.delayMs);
    if (pathname.startsWith(CONTROL)) return send(response, this.answer(request, target, text));
    await this.faults.waitWhileHeld(pathname, request.headers.authorization ?? '');
    return this.meet(request, response, target, text);
  }

  /** Answers under the fault that waits for the request, if one does. */
  private meet(request: http.IncomingMessage, response: http.ServerResponse, target: URL, text: string) {
    const { state } = this;
    const fault = this.faults.take(target.pathname);
    const kind: FaultKind | undefined = fault ? (fault.status ?? 500) : undefined;
    const work = () => this.answer(request, target, text);
    const answer = kind === undefined ? work() : faultyAnswer(kind, target.pathname, state.now(), work);
    if (kind === 'refused') return void response.destroy();
    if (kind === 'timeout') return state.behaviour?.onHang?.();
    const body = kind === 'truncated' ? half(answer.body) : answer.body;
    const sent = { ...answer, body, headers: { ...answer.headers, ...fault?.headers } };
    if (kind === 'cut') {
      writeHead(response, sent);
      return void response.write(half(body), () => response.destroy());
    }
    const { served } = answer;
    if (served && kind === undefined)
      state.behaviour?.onServed?.(served.locationId, served.day, served.sales);
    return send(response, sent);
  }

  private answer(request: http.IncomingMessage, target: URL, text: string): Answer {
    const name = /^\/__control\/(\w+)$/.exec(target.pathname)?.[1];
    const { control } = this.options;
    if (name && control && request.method === 'POST') return answerControl(control, name, text);
    return answerRequest(this.state, request, target, text);
  }

  private log(request: http.IncomingMessage, { pathname, search }: URL) {
    this.state.requests.push({
      method: request.method ?? 'GET',
      path: pathname,
      query: pathname.startsWith('/realms/') ? '' : search,
      at: this.state.now().toISOString(),
    });
  }

  private count(response: http.ServerResponse) {
    const { load } = this.state;
    load.inFlight += 1;
    load.most = Math.max(load.most, load.inFlight);
    response.once('close', () => {
      load.inFlight -= 1;
    });
  }

  private fail(request: http.IncomingMessage, response: http.ServerResponse, error: unknown) {
    if (response.headersSent) return void response.destroy();
    const message = error instanceof Error ? error.message : 'Internal Server Error';
    const { body } = errorAnswer(500, request.url?.split('?')[0] ?? '', this.state.now(), message);
    response.writeHead(500, { 'content-type': 'application/json' }).end(body);
  }
}

function writeHead(response: http.ServerResponse, answer: Answer) {
  response.writeHead(answer.status, {
    'content-type': answer.type ?? 'application/json',
    'content-length': Buffer.byteLength(answer.body),
    'cache-control': 'no-store',
    ...answer.headers,
  });
}

function send(response: http.ServerResponse, answer: Answer) {
  writeHead(response, answer);
  response.end(answer.body);
}

const half = (text: string) => text.slice(0, Math.floor(text.length / 2));

async function readBody(request: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > MAX_BODY) throw new Error('the request is too large');
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString();
}
