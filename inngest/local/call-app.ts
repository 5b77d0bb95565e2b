import http from 'node:http';
import https from 'node:https';
import { sign } from '../signature';

export type AppResponse = { status: number; headers: http.IncomingHttpHeaders; body: string };

const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 256 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 256 }),
};

/** As long as an answer may be on other Inngest servers: a step's output and its input, 4 MB each. */
const MAX_ANSWER = 8 * 1024 * 1024;

export class AnswerTooLong extends Error {
  constructor() {
    super(`The app's answer is longer than ${MAX_ANSWER / 1024 / 1024} MB`);
  }
}

export interface AppCall {
  method: 'POST' | 'PUT';
  url: string;
  headers?: Record<string, string>;
  /** JSON, in the form that is signed. */
  body: string;
  signingKey: string;
  signal: AbortSignal;
}

/**
 * One signed request to an app over a kept-alive connection. It has no time limit of its own, because a step
 * may run long: `signal` ends it. A kept connection that the app closed at the same moment is tried once
 * more.
 */
export function callApp(call: AppCall, retried = false): Promise<AppResponse> {
  const { method, url, headers, body, signingKey, signal } = call;
  return new Promise((resolve, reject) => {
    const target = new URL(url);
    const secure = target.protocol === 'https:';
    const request = (secure ? https : http).request(
      target,
      {
        method,
        agent: secure ? agents['https:'] : agents['http:'],
        signal,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-inngest-server-kind': 'cloud',
          'x-inngest-signature': sign(signingKey, body),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= MAX_ANSWER) chunks.push(chunk);
          else {
            reject(new AnswerTooLong());
            request.destroy();
          }
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
        response.on('close', () => {
          if (!response.complete)
            reject(new Error('The app closed the connection in the middle of its answer'));
        });
      },
    );
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (request.reusedSocket && error.code === 'ECONNRESET' && !retried && !signal.aborted)
        callApp(call, true).then(resolve, reject);
      else reject(error);
    });
    request.end(body);
  });
}
