import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: [
    ...['@node-rs/argon2', 'pino', 'postgres', 'prom-client'],
    ...['@opentelemetry/api', '@opentelemetry/api-logs', '@opentelemetry/sdk-node'],
  ],
  // Types are checked by `npm run check`, once; a build that checks them again takes half as long again.
  typescript: { ignoreBuildErrors: true },
  // Kept between starts, it once made every page reload without end after a start that was killed.
  // An act on a whole catalogue names 30,000 items.
  experimental: { turbopackFileSystemCacheForDev: false, serverActions: { bodySizeLimit: '4mb' } },
  // A lockfile in a parent folder must not move the project's root.
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  // There is no picture that Next would have to make smaller: nobody can ask it to, and its library stays
  // out.
  images: { unoptimized: true },
  // Of the image only: "next start" warns about it.
  ...(process.env.NEXT_OUTPUT === 'standalone' && {
    output: 'standalone',
    outputFileTracingExcludes: { '**': ['node_modules/sharp/**', 'node_modules/@img/**'] },
  }),
};

export default createNextIntlPlugin('./lib/i18n/request.ts')(config);
