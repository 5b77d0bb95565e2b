import { describe, expect, it } from 'vitest';
import { ownPath, signInPath } from './own-path';

describe('where one goes on after signing in', () => {
  it.each([
    '/settings',
    '/settings#devices',
    '/inventory/stock?storage_unit=1&at=2026-01-01',
    '/notices/open?notice=1',
    '/invite',
  ])('%s is ours', (path) => {
    expect(ownPath(path)).toBe(path);
    expect(signInPath(path)).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
    'javascript:alert(1)',
    ' /settings',
    'settings',
    'invite',
    '',
    '/api/v1/session',
    '/api',
    '/_next/x',
    `/${'a'.repeat(1000)}`,
    undefined,
    null,
    ['/settings'],
  ])('%j is not', (given) => expect(ownPath(given)).toBeNull());

  it('the start needs no naming', () => {
    expect(signInPath('/')).toBe('/sign-in');
    expect(signInPath(null)).toBe('/sign-in');
  });
});
