import { describe, expect, it } from 'vitest';
import { localPath } from './local-path';

const BASE = 'https://app.example';

describe('where a browser is sent back to', () => {
  it.each(['/integrations/lightspeed', '/a?b=//c#/d', '/%09/x', '/.//x', '/ä'])(
    '%j is a page of ours',
    (path) => {
      expect(localPath(path, BASE)).toBe(path);
      expect(new URL(path, BASE).origin).toBe(BASE);
    },
  );
  it.each([
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r/evil.example',
    '\t//evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\\\t/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'page',
    '',
    '/\u0085x',
    null,
    undefined,
  ])('%j is not', (path) => {
    expect(localPath(path, BASE)).toBeNull();
  });
});
