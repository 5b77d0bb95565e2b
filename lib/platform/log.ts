import pino from 'pino';
import { logError } from './log-error';
import { tellSinks } from './log-sinks';

export type Log = pino.Logger;

/** Names under which a secret could ever reach a log line (R6). */
const SECRET_KEYS = [
  'password',
  'passwordHash',
  'password_hash',
  'email',
  'token',
  'accessToken',
  'refreshToken',
  'access_token',
  'refresh_token',
  'tokenCiphertext',
  'client_secret',
  'clientSecret',
  'authorization',
  'Authorization',
  'cookie',
  'api_key',
  'apiKey',
  'keyHash',
  'key_hash',
  'parameters',
  'params',
  'raw',
  'secret',
];

/** Lines go to `destination`, or to standard output. */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => logError(error), error: (error: unknown) => logError(error) },
    hooks: {
      streamWrite: (line) => {
        tellSinks(line);
        return line;
      },
    },
    redact: {
      paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
      censor: '[hidden]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
