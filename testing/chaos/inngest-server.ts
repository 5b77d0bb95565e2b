import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { connect } from '@/db/connect';
import { findProgram } from '@/scripts/stack/find-program';
import { freePort } from '@/scripts/stack/free-port';
import { FriendlyError } from '@/scripts/stack/friendly-error';
import { waitForHttp } from '@/scripts/stack/wait-for-http';
import { Program, until } from './program';

export interface InngestServer {
  url: string;
  keys: { INNGEST_EVENT_KEY: string; INNGEST_SIGNING_KEY: string };
  server: Program;
  redis: Program;
  /**
   * Resolves when it works, or works again. Once it could not reach Redis it takes no new step, waits for
   * those at work, ends and must be begun again; meanwhile its health is said to be good.
   */
  whenAtWork(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Inngest's own server as compose.yaml runs it: its database in the same PostgreSQL, its queue in a Redis
 * that writes each change down.
 */
export async function startInngest(
  binary: string,
  { databaseUrl, folder: place }: { databaseUrl: string; folder: string },
): Promise<InngestServer> {
  if (!existsSync(binary))
    throw new FriendlyError(`There is no ${binary}. --inngest names Inngest's binary.`);
  const redisBinary = findProgram('redis-server');
  if (!redisBinary) throw new FriendlyError('Redis is missing. On Debian: apt-get install redis-server');
  const folder = path.join(place, 'inngest-server');
  mkdirSync(folder);
  const redis = await redisIn(folder, redisBinary);
  const keys = {
    INNGEST_EVENT_KEY: randomBytes(24).toString('hex'),
    INNGEST_SIGNING_KEY: randomBytes(32).toString('hex'),
  };
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = path.join(folder, 'inngest.log');
  const whenUp = (failed?: () => string | undefined) =>
    waitForHttp(`${url}/health`, { name: 'Inngest', seconds: 120, log, ...(failed && { failed }) });
  const server = new Program({
    ...{ name: 'Inngest', command: path.resolve(binary), folder, log },
    args: ['start', '--host', '127.0.0.1', '--port', String(port), '--postgres-max-open-conns', '20'],
    env: {
      ...keys,
      ...(await ports()),
      INNGEST_POSTGRES_URI: await createDatabase(databaseUrl),
      INNGEST_REDIS_URI: `redis://127.0.0.1:${redis.port}`,
      DO_NOT_TRACK: '1',
    },
    whenUp,
  });
  const stop = async () => {
    await server.stop();
    await redis.program.stop();
  };
  try {
    await redis.program.start();
    await server.start();
  } catch (error) {
    await stop();
    throw error;
  }
  const whenAtWork = async () => {
    await until('Inngest does not quit', 120, () => !server.said().includes('queue waiting to quit'));
    await whenUp();
  };
  return { url, keys, server, redis: redis.program, whenAtWork, stop };
}

/** Those that it has besides; each must be free too. */
async function ports(): Promise<Record<string, string>> {
  const names = ['CONNECT_GATEWAY_PORT', 'CONNECT_GATEWAY_GRPC_PORT', 'CONNECT_EXECUTOR_GRPC_PORT'];
  const entries = names.map(async (name) => [`INNGEST_${name}`, String(await freePort())] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function createDatabase(databaseUrl: string): Promise<string> {
  const sql = connect(databaseUrl, { max: 1 });
  await sql`create database inngest`.finally(() => sql.end());
  const url = new URL(databaseUrl);
  url.pathname = '/inngest';
  url.searchParams.set('sslmode', 'disable');
  return url.href;
}

async function redisIn(folder: string, command: string): Promise<{ program: Program; port: number }> {
  const port = await freePort();
  const args = ['--bind', '127.0.0.1', '--port', String(port), '--appendonly', 'yes', '--save', ''];
  const program = new Program({
    ...{ name: 'Redis', command, args, folder, log: path.join(folder, 'redis.log') },
    whenUp: (failed) =>
      until('Redis answers', 60, async () => {
        const failure = failed();
        if (failure) throw new FriendlyError(failure);
        return pings(port);
      }),
  });
  return { program, port };
}

/** False too while it still reads what it wrote down. */
function pings(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().startsWith('+PONG'));
    });
    socket.once('error', () => {});
    socket.once('close', () => resolve(false));
  });
}
