import { z } from 'zod';
import { ERROR_CODES } from '@/lib/core/error-codes';
import type { Operation } from './operation';

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
        message: { type: 'string' },
        details: { type: 'object' },
      },
    },
  },
};

const toSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return json;
};

/** OpenAPI 3.1 of the operations, generated from the same contracts the services parse with. */
export function openApiDocument(operations: readonly Operation[], serverUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describeOperation(operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Bestellfix', version: '1' },
    servers: [{ url: serverUrl }],
    security: [{ apiKey: [] }, { session: [] }],
    paths,
    components: {
      schemas: { Error: errorSchema },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'bestellfix.session' },
      },
    },
  };
}

function describeOperation(operation: Operation): Json {
  const { properties = {}, required = [] } = toSchema(operation.input, 'input') as ObjectSchema;
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
  if (operation.method !== 'GET') {
    parameters.push({ name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 200 } });
  }
  const bodySchema = {
    type: 'object',
    properties: Object.fromEntries(rest.map((name) => [name, properties[name]])),
    required: required.filter((name) => !inPath.has(name)),
  };
  return {
    operationId: `${operation.method.toLowerCase()}${operation.path.replace(/[^a-zA-Z]+(\w)?/g, (_, c = '') => c.toUpperCase())}`,
    summary: operation.summary,
    parameters,
    ...(inBody &&
      rest.length > 0 && {
        requestBody: { required: true, content: { 'application/json': { schema: bodySchema } } },
      }),
    responses: {
      [operation.status]: {
        description: 'Done',
        content: { 'application/json': { schema: toSchema(operation.output, 'output') } },
      },
      default: {
        description: 'An error of the table of codes',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}
