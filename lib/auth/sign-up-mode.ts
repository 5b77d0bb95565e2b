import { env } from '@/lib/platform/env';

/** Who may make an account here (SIGN_UP). */
export const signUpMode = () => env().SIGN_UP;
