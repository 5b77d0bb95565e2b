import { getTranslations } from 'next-intl/server';
import { Invitation } from '@/components/shell/invitation';
import { currentActor } from '@/lib/auth/current-actor';
import { serviceContext } from '@/lib/runtime/container';
import { getSession } from '@/lib/services/people/get-session';

export async function generateMetadata() {
  const t = await getTranslations('invite');
  return { title: t('title') };
}

export default async function Page() {
  const actor = await currentActor();
  const me = actor.kind === 'user' ? (await getSession(serviceContext(actor))).user : null;
  return <Invitation me={me?.email ?? null} />;
}
