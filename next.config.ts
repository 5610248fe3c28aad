import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  images: { unoptimized: true },
  // Native or worker-spawning packages: required at run time from node_modules, never bundled.
  serverExternalPackages: ['better-sqlite3-multiple-ciphers', 'pino', 'nodemailer', '@prisma/client'],
  // The middleware does this itself, so that the redirect carries our headers.
  skipTrailingSlashRedirect: true,
  typedRoutes: false,
  // It prints what the actions of pages are given, also what nobody but a visitor is to know.
  logging: { serverFunctions: false },
  // `npm run check` does, over everything; where only the product is installed, the types of the tests are missing.
  typescript: { ignoreBuildErrors: true },
};

export default config;
