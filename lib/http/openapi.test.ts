import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from './openapi';
import { OPERATIONS } from './registry';

describe('the registry', () => {
  it('has each address once, and an operation id of its own in the document', () => {
    const names = OPERATIONS.map((o) => `${o.method} ${o.path}`);
    expect(new Set(names).size).toBe(names.length);
    const document = openApiDocument(OPERATIONS, 'http://localhost:3000/api/v1');
    const paths = document.paths as Record<string, Record<string, { operationId: string }>>;
    const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map((o) => o.operationId));
    expect(new Set(ids).size).toBe(OPERATIONS.length);
  });

  it('is not shadowed: a route file of its own would take all methods of its address', () => {
    const root = path.resolve('app/api/v1');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((f) =>
      f.endsWith('route.ts'),
    );
    expect(existsSync(root)).toBe(true);
    expect(files.sort()).toEqual(['[...path]/route.ts', 'openapi.json/route.ts']);
  });
});
