import { randomInt } from 'node:crypto';
import { hashSecret } from '@/lib/platform/secret';

const HOW_MANY = 10;
/** Without what is read for one another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 16;

/** Each for one use: 79 random bits in groups of four. */
export const makeRecoveryCodes = (): string[] =>
  Array.from({ length: HOW_MANY }, () =>
    Array.from(
      { length: LENGTH },
      (_, n) => `${n > 0 && n % 4 === 0 ? '-' : ''}${LETTERS[randomInt(LETTERS.length)]}`,
    ).join(''),
  );

/** As people type it: in any case, with or without dashes. */
export const hashRecoveryCode = (code: string): string =>
  hashSecret(code.toLowerCase().replace(/[^a-z0-9]/g, ''));
