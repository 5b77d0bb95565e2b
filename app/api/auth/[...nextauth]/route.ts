import NextAuth from 'next-auth';
import { type AuthDoor, authOptions } from '@/lib/auth/options';
import { knownDeviceCookie, wireOf } from '@/lib/auth/wire';
import { env } from '@/lib/platform/env';

type Context = { params: Promise<{ nextauth: string[] }> };

// Options are made per request, because a build has no settings; next-auth reads its own address from the
// environment.
async function handle(request: Request, context: Context): Promise<Response> {
  process.env.NEXTAUTH_URL ??= env().APP_URL;
  const door: AuthDoor = { wire: wireOf(request.headers) };
  const answer: Response = await NextAuth(authOptions(door))(request, context);
  const response = new Response(answer.body, {
    // Next-auth calls every refusal a 401.
    status: door.refused?.status ?? answer.status,
    headers: answer.headers,
  });
  const wait = door.refused?.details?.retry_after;
  if (typeof wait === 'number') response.headers.set('retry-after', String(wait));
  if (door.device) response.headers.append('set-cookie', knownDeviceCookie(door.device));
  return response;
}

export { handle as GET, handle as POST };
