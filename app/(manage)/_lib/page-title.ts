import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';

/** `generateMetadata` of a page whose title is a message. */
export const pageTitle =
  (key: string): (() => Promise<Metadata>) =>
  async () => {
    const t = await getTranslations();
    return { title: t(key) };
  };
