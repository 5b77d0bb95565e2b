import { v7 } from 'uuid';
import { z } from 'zod';
import type { Operation } from '../operation';
import type { Things } from './things';

interface Schema {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

/** Values a shape alone cannot tell, by name; a reference names a thing of the company whose `things` are given. */
function knownValue(name: string, things: Things): unknown {
  const references: Record<string, string> = {
    storage_unit_id: things.storage_unit,
    to_storage_unit_id: things.storage_unit,
    ingredient_id: things.ingredient,
    mapped_object_id: things.ingredient,
    transfer_log_id: things.transfer_log,
    location_id: things.location,
    item_id: things.item,
    recipe_id: things.recipe,
    entry_id: things.ledger_entry,
  };
  const values: Record<string, unknown> = {
    name: `N ${v7()}`,
    email: `${v7()}@test.example`,
    role: 'viewer',
    base_unit: 'kg',
    type: 'RECEIPT',
    quantity: '1',
    date: '2026-03-01',
    from: '2026-03-01',
    to: '2026-03-01',
    mapped_object_type: 'ingredient',
  };
  return references[name] ?? values[name];
}

/**
 * A believable input of an operation, made from its contract, so that a refusal is for whose it is and not for its shape. Optional
 * values are given where `knownValue` knows one. Ids of the path and the company are left to the caller.
 */
export function sampleInput(operation: Operation, things: Things): Record<string, unknown> {
  const schema = z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as Schema;
  const { company_id: _, ...rest } = sampleObject(schema, things);
  for (const name of pathParameters(operation)) delete rest[name];
  // What only a transfer between units has.
  if (rest.type === 'RECEIPT') delete rest.to_storage_unit_id;
  return rest;
}

export const pathParameters = (operation: Operation): string[] =>
  [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);

/** The kind of thing a path's first word names; undefined for what has no company. */
export function kindOf(operation: Operation): keyof Things | undefined {
  const kinds: Record<string, keyof Things> = {
    'storage-units': 'storage_unit',
    ingredients: 'ingredient',
    recipes: 'recipe',
    integrations: 'integration',
    locations: 'location',
    items: 'item',
    transfers: 'transfer_log',
    'api-keys': 'api_key',
    ledger: 'ledger_entry',
    'stock-counts': 'stock_count',
  };
  return kinds[operation.path.split('/')[1] ?? ''];
}

function sampleObject(schema: Schema, things: Things): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const known = knownValue(name, things);
    const isRequired = schema.required?.includes(name) ?? false;
    const holdsThings = property.items?.properties !== undefined;
    if (known !== undefined && fits(property, known)) out[name] = known;
    else if (isRequired || holdsThings) out[name] = sampleOf(property, things);
  }
  return out;
}

const fits = ({ enum: allowed }: Schema, value: unknown) => allowed === undefined || allowed.includes(value);

function sampleOf(schema: Schema, things: Things): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return sampleOf(schema.anyOf[0] as Schema, things);
  switch (schema.type) {
    case 'object':
      return sampleObject(schema, things);
    case 'array':
      return schema.items ? [sampleOf(schema.items, things)] : [];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return 1;
    default:
      if (schema.format === 'uuid') return v7();
      return schema.format === 'date' ? '2026-03-01' : '1';
  }
}
