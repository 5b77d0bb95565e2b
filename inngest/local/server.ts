import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerRequest, type JobKeys, type Reply, type Requests } from './http-api';
import type { Log } from './log';

/** The HTTP side of the server, on 127.0.0.1 only. */
export class JobServer {
  private readonly server: http.Server;

  constructor(keys: JobKeys, requests: Requests, log: Log) {
    this.server = http.createServer((request, response) => {
      answerRequest(keys, requests, request)
        .catch((error): Reply => {
          log.error({ error: String(error) }, 'A request failed');
          return { status: 503, body: { error: 'The database is not available', status: 503 } };
        })
        .then(({ status, body }) => {
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(JSON.stringify(body));
        });
    });
    this.server.keepAliveTimeout = 60_000;
  }

  /** 0 takes a free port. Throws when the port is taken. */
  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}
