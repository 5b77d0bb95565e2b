import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { refuseAction } from './refuse-action';
import { policyFor, securityHeaders } from './security-headers';

beforeAll(() => {
  vi.stubEnv('APP_URL', 'https://app.example');
  vi.stubEnv('DATABASE_URL', 'postgres://nobody@localhost/none');
  vi.stubEnv('NEXTAUTH_SECRET', 'x'.repeat(32));
  vi.stubEnv('TOKEN_ENCRYPTION_KEYS', `t:${Buffer.alloc(32, 1).toString('base64')}`);
});
afterAll(() => vi.unstubAllEnvs());

const HTTPS = { isSecure: true, isDevelopment: false };
const HTTP = { isSecure: false, isDevelopment: false };

describe('headers', () => {
  it('ask for TLS for a year where there is TLS, and only there', () => {
    expect(securityHeaders(HTTPS)['strict-transport-security']).toMatch(/^max-age=31536000/);
    expect(securityHeaders(HTTP)).not.toHaveProperty('strict-transport-security');
    expect(policyFor('/', 'n', HTTPS)).toContain('upgrade-insecure-requests');
    expect(policyFor('/', 'n', HTTP)).not.toContain('upgrade-insecure-requests');
  });
  it('let code be evaluated in development only', () => {
    expect(policyFor('/', 'n', { ...HTTP, isDevelopment: true })).toContain("'unsafe-eval'");
    expect(policyFor('/', 'n', HTTP)).not.toContain("'unsafe-eval'");
  });
  it('let an answer that is no page do nothing', () => {
    expect(policyFor('/api/v1/companies', 'n', HTTPS)).toMatch(/^default-src 'none'/);
    expect(policyFor('/apiary', 'n', HTTPS)).toContain("script-src 'self' 'nonce-n'");
    expect(policyFor('/_next/static/x.js', 'n', HTTPS)).toBeNull();
  });
});

describe('the arguments of an action', () => {
  const call = async (body: string, headers: Record<string, string> = {}) => {
    const all = {
      origin: 'https://app.example',
      'content-type': 'text/plain;charset=UTF-8',
      'next-action': 'ab'.repeat(21),
      ...headers,
    };
    const request = new Request('https://app.example/overview', { method: 'POST', headers: all, body });
    return (await refuseAction(request))?.code ?? null;
  };
  it.each([
    '[]',
    '[{"name":"Küche","note":"$$5 off","none":"$undefined","at":"$D2026-01-01T00:00:00.000Z","big":"$n123","lines":[{"a":null},"$0:0:name"]}]'.replace(
      '"$0:0:name"',
      '"$0:0:lines:0"',
    ),
  ])('%j go through', async (body) => {
    expect(await call(body)).toBeNull();
  });
  it.each([
    '',
    '{',
    'null',
    '{"a":1}',
    '["$K1"]',
    '["$F1"]',
    '["$1"]',
    '["$0:5"]',
    '["$0:__proto__"]',
    '["$@1"]',
    '["$"]',
  ])('%j do not', async (body) => {
    expect(await call(body)).toBe('malformed_json');
  });
  it('come from our own pages', async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      'http://app.example',
      'https://app.example.evil.example',
    ]) {
      expect(await call('[]', { origin })).toBe('cross_origin_refused');
    }
    expect(await call('[]', { 'sec-fetch-site': 'cross-site' })).toBe('cross_origin_refused');
    expect(await call('[]', { 'sec-fetch-site': 'same-origin' })).toBeNull();
  });
  it('are no more than a megabyte', async () => {
    expect(await call(`["${'x'.repeat(1_000_001)}"]`)).toBe('payload_too_large');
    expect(await call(`["${'é'.repeat(600_000)}"]`)).toBe('payload_too_large');
  });
});
