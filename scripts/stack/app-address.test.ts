import { describe, expect, it } from 'vitest';
import { appAddressNote } from './app-address';

describe('the address of a hosted app', () => {
  it('is https, and nothing is said', () => {
    expect(appAddressNote({ APP_URL: 'https://app.example' })).toBeNull();
  });
  it.each(['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:80', undefined])(
    '%s is this machine',
    (APP_URL) => {
      expect(appAddressNote({ APP_URL })).toContain('this machine only');
    },
  );
  it.each(['http://app.example', 'http://192.168.1.5:3000', 'http://localhost.evil.example'])(
    '%s is refused, or warned of when meant',
    (APP_URL) => {
      expect(() => appAddressNote({ APP_URL })).toThrow(/ALLOW_HTTP=1/);
      expect(appAddressNote({ APP_URL, ALLOW_HTTP: '1' })).toMatch(/^WARNING/);
    },
  );
  it('must be one', () => {
    expect(() => appAddressNote({ APP_URL: 'app' })).toThrow(/not an address/);
  });
});
