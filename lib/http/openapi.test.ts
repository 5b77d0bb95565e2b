import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from './openapi';
import { OPERATIONS } from './registry';

interface Described {
  operationId: string;
  summary: string;
  responses: Record<string, { description: string }>;
}
const document = openApiDocument(OPERATIONS, 'http://localhost:3000/api/v1');
const { schemas } = document.components as {
  schemas: Record<string, { properties: Record<string, unknown> }>;
};
const paths = document.paths as Record<string, Record<string, Described>>;

/** The calls of the published table; everything else is more. */
const TABLE = [
  'POST /companies',
  'GET /companies',
  ...['storage-units', 'ingredients', 'recipes'].flatMap((things) => [
    `POST /${things}`,
    `GET /${things}`,
    `GET /${things}/{id}`,
    `PATCH /${things}/{id}`,
    `DELETE /${things}/{id}`,
  ]),
  'POST /ledger/entries',
  'GET /ledger/entries',
  'GET /ledger/balances',
  'POST /integrations/lightspeed',
  'GET /integrations/lightspeed',
  'GET /integrations/lightspeed/authorize-url',
  'POST /integrations/lightspeed/{id}/reauthorize',
  'POST /integrations/lightspeed/{id}/sync-locations',
  'POST /integrations/lightspeed/{id}/sync-items',
  'GET /integrations/lightspeed/{id}/locations',
  'GET /integrations/lightspeed/{id}/items',
  'PUT /locations/{id}/storage-unit',
  'DELETE /locations/{id}/storage-unit',
  'PUT /items/{id}/mapping',
  'DELETE /items/{id}/mapping',
  'PUT /items/{id}/ignored',
  'POST /locations/{id}/activate',
  'POST /locations/{id}/deactivate',
  'GET /locations/{id}/migration',
  'POST /locations/{id}/migration',
  'POST /locations/{id}/migration/cancel',
  'POST /locations/{id}/auto-transfer/toggle',
  'POST /locations/{id}/transfers',
  'GET /locations/{id}/transfers',
  'GET /transfers/{id}',
];

describe('the registry', () => {
  it('has each call of the table, and each address once', () => {
    const names = OPERATIONS.map((o) => `${o.method} ${o.path}`);
    expect(new Set(names).size).toBe(names.length);
    expect(TABLE.filter((call) => !names.includes(call))).toEqual([]);
  });
});

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document));
    expect(result).toMatchObject({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('describes every operation with an id of its own, its answer and its errors', () => {
    const described = OPERATIONS.map((o) => paths[o.path]?.[o.method.toLowerCase()] as Described);
    expect(new Set(described.map((d) => d.operationId)).size).toBe(OPERATIONS.length);
    for (const [index, { status, isPublic }] of OPERATIONS.entries()) {
      const { responses, summary } = described[index] as Described;
      expect(summary).not.toBe('');
      expect(Object.keys(responses)).toEqual(expect.arrayContaining([String(status), '422', '500', '503']));
      if (!isPublic) expect(responses[401]?.description).toBe('unauthenticated');
    }
  });

  it('says where a list goes on, and that decimals are strings', () => {
    const list = JSON.stringify(paths['/ledger/balances']?.get);
    for (const word of ['"next_cursor"', '"limit"', '"cursor"', '"as_of"']) expect(list).toContain(word);
    expect(list).toContain('"items":{"$ref":"#/components/schemas/Balance"}');
    expect(schemas.Balance?.properties.quantity).toEqual({ type: 'string' });
  });

  it('names the things it answers once, and nothing else', () => {
    const text = JSON.stringify(document);
    const used = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
    expect([...used].sort()).toEqual(Object.keys(schemas).sort());
    for (const name of ['Ingredient', 'Item', 'LedgerEntry', 'Location', 'Recipe', 'TransferLog'])
      expect(schemas[name]).toBeDefined();
    expect(text).not.toContain('$defs');
  });
});
