import { sourceAddress } from '@/lib/core/source-address';
import { env } from '@/lib/platform/env';
import type { Wire } from '@/lib/services/context';
import { DEVICE_SECONDS } from '@/lib/services/limits/known-devices';
import { CHALLENGE_SECONDS } from '@/lib/services/passkey/challenges';
import { sessionCookie } from './session-cookie';

const DEVICE = /^[\w-]{43}$/;
const challengeCookie = () => `${sessionCookie().secure ? '__Secure-' : ''}bestellfix.challenge`;
const MAX_USER_AGENT = 400;

const deviceCookie = () => `${sessionCookie().secure ? '__Secure-' : ''}bestellfix.device`;

/** What a request's headers tell of where it came from (R2). */
export function wireOf(headers: Headers): Wire {
  const device = readCookie(headers.get('cookie') ?? '', deviceCookie());
  const browser = readCookie(headers.get('cookie') ?? '', challengeCookie());
  const { TRUSTED_PROXY_HOPS: hops = 0, SIGN_UP: signUp, LIMIT_FACTOR: limitFactor } = env();
  return {
    address: sourceAddress(headers.get('x-forwarded-for'), hops),
    userAgent: headers.get('user-agent')?.slice(0, MAX_USER_AGENT) || null,
    device: device !== undefined && DEVICE.test(device) ? device : null,
    browser: browser !== undefined && DEVICE.test(browser) ? browser : null,
    signUp,
    limitFactor,
  };
}

/** `Set-Cookie` of a browser that has signed in: sent where one signs in and read nowhere else. */
export function knownDeviceCookie(device: string): string {
  const { secure } = sessionCookie();
  return `${deviceCookie()}=${device}; Path=/api; Max-Age=${DEVICE_SECONDS}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

/** `Set-Cookie` of a browser that is to sign a challenge; it goes back to this call alone. */
export function browserCookie(secret: string): string {
  const { secure } = sessionCookie();
  return `${challengeCookie()}=${secret}; Path=/api/v1/session; Max-Age=${CHALLENGE_SECONDS}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}

export function readCookie(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const equals = part.indexOf('=');
    if (part.slice(0, equals).trim() === name) return decoded(part.slice(equals + 1).trim());
  }
  return undefined;
}

/** What is no percent-encoding is no cookie of ours either. */
function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
