import { Secret, TOTP } from 'otpauth';
import type { TokenVault } from '@/lib/ports';

/** As authenticator apps expect it: six digits, 30 seconds, SHA-1. */
const of = (secret: string, label: string) =>
  new TOTP({ issuer: 'Bestellfix', label, secret: Secret.fromBase32(secret) });

/** 160 random bits, base32. */
export const makeTotpSecret = (): string => new Secret({ size: 20 }).base32;

export const totpUri = (secret: string, email: string): string => of(secret, email).toString();

/** The step whose code this is, the one before and after included; null: of none. */
export function totpStep(secret: string, code: string, now: Date): number | null {
  const totp = of(secret, '');
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : totp.counter({ timestamp: now.getTime() }) + delta;
}

export const sealTotp = (vault: TokenVault, userId: string, secret: string): string =>
  vault.seal(secret, `totp:${userId}`);
export const openTotp = (vault: TokenVault, userId: string, sealed: string): string =>
  vault.open(sealed, `totp:${userId}`);
