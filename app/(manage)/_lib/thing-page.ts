import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { idSchema } from '@/lib/contracts/common';
import type { Company } from '@/lib/contracts/people';
import { isDomainError } from '@/lib/core/domain-error';
import { type Findable, findCompanyOf } from '@/lib/services/company/find-company-of';
import type { ServiceContext } from '@/lib/services/context';
import { pageContext } from './page-context';
import { tracedLoad } from './traced';

type Loaded<T> = { thing: T; elsewhere: null } | { thing: null; elsewhere: Company };

/**
 * A page about one thing, read once for its title and its body. What is not in the company shown is looked
 * for in the person's other companies (R3: in nobody else's), so that the page can offer to switch.
 */
export function thingPage<T>(
  kind: Findable,
  read: (ctx: ServiceContext, input: { id: string; company_id: string }) => Promise<T>,
) {
  // Traced here as well: the title may be the first that fails.
  const load = cache(
    tracedLoad(async (id: string): Promise<Loaded<T> | null> => {
      const { ctx, company } = await pageContext();
      if (!idSchema.safeParse(id).success) return null;
      try {
        return { thing: await read(ctx, { id, company_id: company.id }), elsewhere: null };
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'not_found') throw error;
        const elsewhere = await findCompanyOf(ctx, { kind, id });
        return elsewhere && elsewhere.id !== company.id ? { thing: null, elsewhere } : null;
      }
    }),
  );
  return {
    load: async (id: string): Promise<Loaded<T>> => (await load(id)) ?? notFound(),
    /** Makes `generateMetadata` from the thing's name. */
    title:
      <P extends Record<string, string>>(nameOf: (thing: T) => string | Promise<string>) =>
      async ({ params }: { params: Promise<P> }): Promise<Metadata> => {
        const [id = ''] = Object.values(await params);
        const t = await getTranslations('common');
        const found = await load(id).catch(refusedOnly);
        if (found === 'refused') return { title: t('refused') };
        if (!found) return { title: t('notFound') };
        return { title: found.thing === null ? t('elsewhere') : await nameOf(found.thing) };
      },
  };
}

/** Then the page says so itself. */
function refusedOnly(error: unknown): 'refused' {
  if (isDomainError(error) && error.code === 'forbidden') return 'refused';
  throw error;
}
