import http from 'node:http';
import https from 'node:https';

export type AppResponse = { status: number; headers: http.IncomingHttpHeaders; body: string };

const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 256 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 256 }),
};

/**
 * One request to an app over a kept-alive connection. It has no time limit of its own, because a step may run long: `signal` ends it.
 * A kept connection that the app closed at the same moment is tried once more.
 */
export function callApp(
  method: 'POST' | 'PUT',
  url: string,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
  retried = false,
): Promise<AppResponse> {
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
          'x-inngest-server-kind': 'dev',
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
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
        callApp(method, url, headers, body, signal, true).then(resolve, reject);
      else reject(error);
    });
    request.end(body);
  });
}
