import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { logRequests } from '@/lib/http/access-log';
import { drainOnStop } from '@/lib/http/drain';
import { createLog } from '@/lib/platform/log';

/** A server as the app's is watched; it ends as Next does, when all answers are out. */
drainOnStop();
logRequests(createLog('info'), true);
const server = http.createServer((_, response) => {
  console.log('at work');
  process.once('SIGTERM', () => setImmediate(() => response.end('done')));
});
process.on('SIGTERM', () => server.close(() => process.exit(0)));
server.listen(0, '127.0.0.1', () => console.log(`port ${(server.address() as AddressInfo).port}`));
