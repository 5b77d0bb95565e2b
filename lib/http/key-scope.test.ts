import { describe, expect, it } from 'vitest';
import { scopesOf } from './key-scope';
import { OPERATIONS } from './registry';

const of = (method: string, path: string) => {
  const found = OPERATIONS.find((one) => one.method === method && one.path === path);
  if (!found) throw new Error(`no operation ${method} ${path}`);
  return scopesOf(found);
};

describe('what a key needs for a call (R2)', () => {
  it('is nothing but a person for people and keys, whatever the method', () => {
    const people = OPERATIONS.filter(
      ({ path, isPublic }) => !isPublic && /members|api-keys|sessions|password/.test(path),
    );
    expect(people.length).toBeGreaterThanOrEqual(11);
    expect(people.map((one) => [one.method, one.path, scopesOf(one)])).toEqual(
      people.map((one) => [one.method, one.path, 'person']),
    );
    expect(of('POST', '/companies')).toBe('person');
  });

  it('is read for what writes nothing, and never read alone for a write', () => {
    for (const one of OPERATIONS.filter(
      (operation) => !operation.isPublic && operation.path !== '/session',
    )) {
      const scopes = scopesOf(one);
      if (scopes === 'person') continue;
      const isRead =
        one.method === 'GET' || /^\/((changes|imports)\/preview|stock-counts\/review)$/.test(one.path);
      expect([one.method, one.path, scopes.includes('read')]).toEqual([one.method, one.path, isRead]);
      expect(scopes.length).toBeGreaterThan(0);
    }
  });

  it('is ledger for entries, setup for the rest, both for what is both', () => {
    expect(of('POST', '/ledger/entries')).toEqual(['ledger']);
    expect(of('POST', '/locations/{id}/transfers')).toEqual(['ledger']);
    expect(of('POST', '/locations/{id}/migration/cancel')).toEqual(['ledger']);
    expect(of('PUT', '/items/{id}/mapping')).toEqual(['setup']);
    expect(of('POST', '/ingredients')).toEqual(['setup']);
    expect(of('POST', '/changes/apply')).toEqual(['setup', 'ledger']);
    expect(of('POST', '/locations/{id}/activate')).toEqual(['setup', 'ledger']);
  });
});
