import { z } from 'zod';
import { FILE_TYPES } from '@/lib/contracts/imports';
import { ERROR_CODES, type ErrorCode } from '@/lib/core/error-codes';
import type { Operation } from './operation';
import { errorsOf } from './operation-errors';

type Json = Record<string, unknown>;
interface ObjectSchema {
  properties?: Record<string, Json>;
  required?: string[];
}

const errorSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string', enum: Object.keys(ERROR_CODES) },
        message: { type: 'string', description: 'For developers, in English' },
        details: { type: 'object' },
      },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};

const healthSchema = {
  type: 'object',
  required: ['status', 'database', 'jobs'],
  properties: {
    status: { enum: ['ok', 'unavailable'] },
    database: { enum: ['ok', 'unreachable'] },
    jobs: { enum: ['ok', 'unreachable'] },
  },
};

type Schemas = Record<string, Json>;

/** The schema; contracts with an id (`.meta({ id })`) are references, and stand in `named` under it. */
function toSchema(schema: z.ZodType, io: 'input' | 'output', named: Schemas): Json {
  const converted = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  const text = JSON.stringify(converted).replaceAll('"#/$defs/', '"#/components/schemas/');
  const { $schema: _, $defs, ...json } = JSON.parse(text) as Json & { $defs?: Schemas };
  Object.assign(named, $defs);
  return json;
}
/** A file is described by its types alone. */
const fileContent = Object.fromEntries(Object.values(FILE_TYPES).map((type) => [type, {}]));
const jsonContent = (schema: Json) => ({ 'application/json': { schema } });

/**
 * OpenAPI 3.1 of the operations, generated from the same contracts the services parse with. `serverUrl` is
 * that of /api/v1. Written here: zod writes the schemas; packages for OpenAPI bring a router of their own, or
 * registration beside `OPERATIONS`.
 */
export function openApiDocument(operations: readonly Operation[], serverUrl: string): Json {
  const paths: Record<string, Json> = {};
  const named: Schemas = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describeOperation(operation, named),
    };
  }
  paths['/api/health'] = {
    servers: [{ url: new URL(serverUrl).origin }],
    get: {
      operationId: 'getHealth',
      summary: 'Whether the database and the job server can be reached',
      security: [],
      responses: {
        200: { description: 'Both can', content: jsonContent(healthSchema) },
        503: { description: 'One cannot', content: jsonContent(healthSchema) },
      },
    },
  };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Bestellfix',
      version: '1',
      description:
        'Decimals are strings. Lists answer `{data, next_cursor}` and take `limit` and `cursor`. Errors answer `{error: {code, message, details?}}`.',
    },
    servers: [{ url: serverUrl }],
    security: [{ apiKey: [] }, { session: [] }],
    paths,
    components: {
      schemas: { Error: errorSchema, ...named },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'A key of Settings: one company, one role' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'bestellfix.session',
          description: 'Writes must come from the same origin; over https the name begins with __Secure-',
        },
      },
    },
  };
}

function describeOperation(operation: Operation, named: Schemas): Json {
  const { properties = {}, required = [] } = toSchema(operation.input, 'input', named) as ObjectSchema;
  const inPath = new Set([...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string));
  const rest = Object.keys(properties).filter((name) => !inPath.has(name));
  const inBody = ['POST', 'PUT', 'PATCH'].includes(operation.method);
  const parameter = (name: string, place: 'path' | 'query') => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: properties[name] ?? {},
  });
  const parameters: Json[] = [...inPath].map((name) => parameter(name, 'path'));
  if (!inBody) parameters.push(...rest.map((name) => parameter(name, 'query')));
  if (operation.method !== 'GET' && operation.effects !== 'session') {
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      description: 'The same key and request is done once and answered alike, for a day',
      schema: { type: 'string', minLength: 1, maxLength: 200 },
    });
  }
  const bodyRequired = required.filter((name) => !inPath.has(name));
  const bodySchema = {
    type: 'object',
    properties: Object.fromEntries(rest.map((name) => [name, properties[name]])),
    required: bodyRequired,
  };
  return {
    operationId: `${operation.method.toLowerCase()}${operation.path.replace(/[^a-zA-Z]+(\w)?/g, (_, c = '') => c.toUpperCase())}`,
    summary: operation.summary,
    ...(operation.isPublic && { security: [] }),
    parameters,
    ...(inBody &&
      rest.length > 0 && {
        requestBody: { required: bodyRequired.length > 0, content: jsonContent(bodySchema) },
      }),
    responses: {
      ...describeErrors(errorsOf(operation)),
      [operation.status]: {
        description: 'Done',
        content: operation.isFile ? fileContent : jsonContent(toSchema(operation.output, 'output', named)),
      },
    },
  };
}

/** One answer per status, naming the codes that come with it. */
function describeErrors(codes: readonly ErrorCode[]): Json {
  const statuses = [...new Set(codes.map((code) => ERROR_CODES[code].status))];
  const answerOf = (list: readonly ErrorCode[]) => ({
    description: list.join(', '),
    content: jsonContent({
      allOf: [{ $ref: '#/components/schemas/Error' }],
      properties: { error: { properties: { code: { enum: list } } } },
    }),
  });
  return Object.fromEntries(
    statuses.map((status) => [status, answerOf(codes.filter((code) => ERROR_CODES[code].status === status))]),
  );
}
