import { z } from 'zod';
import { sessionCookie } from '@/lib/auth/session-cookie';
import type { DomainError } from '@/lib/core/domain-error';

const NAME = 'bestellfix_mismatch';
const namesSchema = z.object({ expected: z.string(), found: z.string() });

/**
 * The two businesses of a refused reauthorization, for the page the browser is sent to: in a cookie of a
 * minute and not in its address, where anyone could write names of their own (R8). Null for every other
 * error.
 */
export function mismatchCookie(error: DomainError): string | null {
  const names = namesSchema.safeParse(error.details);
  if (error.code !== 'lightspeed_business_mismatch' || !names.success) return null;
  const value = encodeURIComponent(JSON.stringify(names.data));
  return `${NAME}=${value}; Path=/integrations/lightspeed; Max-Age=60; HttpOnly; SameSite=Lax${sessionCookie().secure ? '; Secure' : ''}`;
}

export function readMismatch(jar: { get(name: string): { value: string } | undefined }) {
  try {
    return namesSchema.parse(JSON.parse(jar.get(NAME)?.value ?? ''));
  } catch {
    return null;
  }
}
