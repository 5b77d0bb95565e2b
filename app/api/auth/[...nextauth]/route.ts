import NextAuth from 'next-auth';
import { authOptions } from '@/lib/auth/options';
import { env } from '@/lib/platform/env';

type Context = { params: Promise<{ nextauth: string[] }> };

// Options are made per request, because a build has no settings; next-auth reads its own address from the
// environment.
async function handle(request: Request, context: Context): Promise<Response> {
  process.env.NEXTAUTH_URL ??= env().APP_URL;
  return NextAuth(authOptions())(request, context);
}

export { handle as GET, handle as POST };
