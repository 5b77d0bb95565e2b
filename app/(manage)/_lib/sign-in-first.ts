import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { ownPath, signInPath } from '@/lib/auth/own-path';
import { PATH_HEADER } from '@/lib/http/path-header';

/** To sign-in, and from there back to the page that was asked for. */
export async function signInFirst(): Promise<never> {
  redirect(signInPath(ownPath((await headers()).get(PATH_HEADER))));
}
